import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  isoTime,
  readUsage,
  resetTime,
  usageWindows,
} from "../../src/codex/usage.ts";
import { assertProperty } from "../support/seeded.ts";
import { withConnection } from "./support_codex.ts";

const window = (usedPercent: number, resetsAt: number | null) => ({
  usedPercent,
  windowDurationMins: 300,
  resetsAt,
});
const january = 1_800_000_000;
const march = 1_900_000_000;

Deno.test("usageWindows() gives the windows that there are, times readable", () => {
  assertEquals(usageWindows({ primary: null }), []);
  assertEquals(
    usageWindows({ primary: window(40, january), secondary: window(5, null) }),
    [
      {
        usedPercent: 40,
        minutes: 300,
        resetsAt: "2027-01-15T08:00:00.000Z",
      },
      { usedPercent: 5, minutes: 300, resetsAt: null },
    ],
  );
});

Deno.test("resetTime() is when the last full window empties", () => {
  const full = window(100, january);
  const fuller = window(120, march);
  const free = window(99, march);
  assertEquals(resetTime({ primary: full }), "2027-01-15T08:00:00.000Z");
  assertEquals(
    resetTime({ primary: fuller, secondary: full }),
    "2030-03-17T17:46:40.000Z",
  );
  assertEquals(
    resetTime({ primary: full, secondary: free }),
    "2027-01-15T08:00:00.000Z",
  );
  assertEquals(resetTime({ primary: free }), undefined);
  assertEquals(resetTime({ primary: window(100, null) }), undefined);
  assertEquals(resetTime({}), undefined);
});

Deno.test("isoTime() reads Unix seconds", async (t) => {
  assertEquals(isoTime(0), "1970-01-01T00:00:00.000Z");
  const property = fc.property(fc.integer(), (seconds) => {
    assertEquals(Date.parse(isoTime(seconds) ?? ""), seconds * 1_000);
  });
  await assertProperty(t, property, 100);
});

Deno.test("isoTime() never throws, and gives null for what is no time", async (t) => {
  for (const none of [null, undefined, NaN, Infinity, 1e300]) {
    assertEquals(isoTime(none), null);
  }
  const property = fc.property(fc.double(), (seconds) => {
    isoTime(seconds);
  });
  await assertProperty(t, property, 100);
});

Deno.test("readUsage() reads what Codex answers, and nothing from an error", () =>
  withConnection({
    on: {
      "account/rateLimits/read": [
        [{
          reply: {
            rateLimits: { primary: window(40, january), planType: "plus" },
            rateLimitsByLimitId: null,
          },
        }],
        [{ replyError: { code: -32600, message: "authentication required" } }],
        [{ reply: { somethingElse: true } }],
        [{ exit: 0 }],
      ],
    },
  }, async (connection) => {
    const limits = await readUsage(connection);
    assertEquals(limits?.primary?.usedPercent, 40);
    for (let question = 0; question < 3; question++) {
      assertEquals(await readUsage(connection), undefined);
    }
  }));
