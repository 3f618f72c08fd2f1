// Proves that a file held by a virus scanner is waited for, but not for ever,
// and that other errors are reported at once. The clock is the test's own.
import { assertEquals, assertRejects } from "@std/assert";
import {
  BUSY_LIMIT_MS,
  patientFiles,
  pauseBeforeRetry,
} from "../../src/output/patience.ts";
import { filesWith, systemError } from "./support.ts";

function fakeClock() {
  let time = 0;
  return {
    now: () => time,
    pause: (ms: number) => {
      time += ms;
      return Promise.resolve();
    },
  };
}

Deno.test("pauseBeforeRetry() waits longer and longer, and stops at the limit", () => {
  assertEquals(pauseBeforeRetry("EBUSY", 1, 0), 10);
  assertEquals(pauseBeforeRetry("EACCES", 2, 10), 20);
  assertEquals(pauseBeforeRetry("EPERM", 20, 1_000), 250);
  assertEquals(pauseBeforeRetry("EBUSY", 30, BUSY_LIMIT_MS - 3), 3);
  assertEquals(pauseBeforeRetry("EBUSY", 31, BUSY_LIMIT_MS), undefined);
  assertEquals(pauseBeforeRetry("ENOSPC", 1, 0), undefined);
  assertEquals(pauseBeforeRetry("EEXIST", 1, 0), undefined);
});

Deno.test("patientFiles() tries again while a file is held", async () => {
  for (const operation of ["link", "rename", "remove"] as const) {
    const clock = fakeClock();
    let held = 7;
    const files = patientFiles(
      filesWith({
        [operation]: () =>
          held-- > 0 ? Promise.reject(systemError("EBUSY")) : Promise.resolve(),
      }),
      clock,
    );
    await files[operation]("a", "b");
    assertEquals(held, -1, operation);
  }
});

Deno.test("patientFiles() gives up after 5 seconds, and at once on other errors", async () => {
  for (const [code, waited] of [["EPERM", 5_000], ["ENOSPC", 0]] as const) {
    const clock = fakeClock();
    const files = patientFiles(
      filesWith({ rename: () => Promise.reject(systemError(code)) }),
      clock,
    );
    await assertRejects(() => files.rename("a", "b"), Error, code);
    assertEquals(clock.now(), waited);
  }
});
