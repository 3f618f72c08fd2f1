/**
 * What the service can refuse, as the client sees it through genuine Codex
 * CLIs: each ends with its machine code and exit, no image and nothing left.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  internalError,
  invalidPrompt,
  moderationBlocked,
  moderationFailed,
  overloaded,
  rateLimited,
  unauthorized,
  unsupportedModel,
  usageLimit,
} from "../../backend/failures.ts";
import type { Act, DrawAnswer, HttpAnswer } from "../../backend/scenario.ts";
import { withGenuine } from "../../support/fixture.ts";
import { failed, isHosted, type Version } from "../support.ts";
import { isLong } from "../../support/pace.ts";

interface Row {
  readonly name: string;
  readonly acts: readonly Act[];
  readonly code: string;
  readonly exit: number;
  /** What the evidence has to hold. */
  readonly says?: string;
  /** Takes seconds and more, or is a variant, for `task test:long` alone. */
  readonly slow?: true;
}

const RESET = Math.floor(Date.now() / 1_000) + 3_600;

const always = (answer: HttpAnswer): Act => ({
  do: "http",
  answer,
  times: Infinity,
});
const draws = (answer: DrawAnswer): Act[] => [{ do: "draw", answer }, {
  do: "say",
}];

/** Refusals of the turn: the same on every version. */
const turnRows: readonly Row[] = [
  {
    name: "text instead of an image",
    acts: [{ do: "say", text: "I would rather not." }],
    code: "runtime/no_output",
    exit: 6,
    says: "I would rather not.",
  },
  {
    name: "a refusal part",
    acts: [{ do: "refuse", text: "No." }],
    code: "runtime/no_output",
    exit: 6,
    slow: true,
  },
  {
    name: "usage limit",
    acts: [always(usageLimit(RESET))],
    code: "runtime/usage_limit",
    exit: 4,
  },
  {
    name: "rate limit",
    acts: [always(rateLimited)],
    code: "runtime/rate_limited",
    exit: 4,
    slow: true,
  },
  {
    name: "401 and no refresh",
    acts: [always(unauthorized)],
    code: "runtime/unauthorized",
    exit: 4,
  },
  {
    name: "503 overloaded",
    acts: [always(overloaded)],
    code: "runtime/overloaded",
    exit: 4,
    slow: true,
  },
  {
    // Codex asks 30 times, which takes some 25 s.
    name: "500 every time",
    acts: [always(internalError)],
    code: "runtime/overloaded",
    exit: 4,
    slow: true,
  },
  {
    name: "400 unsupported model",
    acts: [always(unsupportedModel)],
    code: "runtime/call_failed",
    exit: 4,
    says: "not supported",
  },
  {
    name: "invalid prompt",
    acts: [invalidPrompt],
    code: "runtime/call_failed",
    exit: 4,
    says: "Invalid prompt",
  },
  {
    name: "stream cut every time",
    acts: [{ do: "cut", times: Infinity }],
    code: "runtime/outcome_unknown",
    exit: 5,
    slow: true,
  },
  {
    name: "content filter",
    acts: [{ do: "incomplete", reason: "content_filter", times: Infinity }],
    code: "runtime/rejected",
    exit: 4,
  },
];

/** Refusals of the image tool, which newer versions call themselves. */
const toolRows: readonly Row[] = [
  {
    name: "tool: moderation",
    acts: draws({ kind: "http", answer: moderationBlocked }),
    code: "runtime/rejected",
    exit: 4,
  },
  {
    name: "tool: 401",
    acts: draws({ kind: "http", answer: unauthorized }),
    code: "runtime/unauthorized",
    exit: 4,
  },
  {
    name: "tool: usage limit",
    acts: draws({ kind: "http", answer: usageLimit(RESET) }),
    code: "runtime/usage_limit",
    exit: 4,
  },
  {
    name: "tool: 500",
    acts: draws({ kind: "http", answer: internalError }),
    code: "runtime/overloaded",
    exit: 4,
    slow: true,
  },
  {
    name: "tool: connection cut",
    acts: draws({ kind: "cut" }),
    code: "runtime/outcome_unknown",
    exit: 5,
  },
  {
    name: "tool: no data",
    acts: draws({ kind: "empty" }),
    code: "runtime/no_output",
    exit: 6,
  },
  {
    name: "tool: undecodable base64",
    acts: draws({ kind: "base64", text: "!!! no base64 !!!" }),
    code: "output/invalid_image",
    exit: 6,
  },
  {
    name: "tool: not an image",
    acts: draws({ kind: "bytes", bytes: new TextEncoder().encode("no image") }),
    code: "output/invalid_image",
    exit: 6,
  },
];

const hostedRows: readonly Row[] = [
  {
    name: "hosted: moderation",
    // Codex keeps the service's code to itself here.
    acts: [moderationFailed],
    code: "runtime/outcome_unknown",
    exit: 5,
    says: "rejected by the safety system",
  },
  {
    name: "hosted: empty result",
    acts: draws({ kind: "empty" }),
    code: "output/invalid_image",
    exit: 6,
  },
  {
    name: "hosted: not an image",
    acts: draws({ kind: "bytes", bytes: new TextEncoder().encode("no image") }),
    code: "output/invalid_image",
    exit: 6,
  },
];

/** Declares one test for each row that this version can be refused with. */
export function declareFailureTests(version: Version): void {
  const rows = [...turnRows, ...(isHosted(version) ? hostedRows : toolRows)];
  for (const row of rows) {
    if (row.slow && !isLong) continue;
    Deno.test(`${version}: ${row.name} ends as ${row.code}`, async () => {
      await using scene = await withGenuine({
        version,
        script: { acts: row.acts },
        settings: { resetsAt: RESET, usedPercent: 100 },
      });
      const { fixture } = scene;
      const run = await fixture.run([
        ...["generate", "--prompt", "a cat", "--json"],
      ]);
      const failure = failed(run, row.code, row.exit);
      if (row.says) {
        assertStringIncludes(JSON.stringify(failure.evidence), row.says);
      }
      if (row.code === "runtime/usage_limit") {
        assertEquals(failure.retry, "after");
        assertEquals(failure.retryAfter, new Date(RESET * 1_000).toISOString());
      }
      assertEquals(await fixture.published(), []);
      await fixture.assertNothingLeft();
    });
  }
}
