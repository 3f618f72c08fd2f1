import { assertEquals } from "@std/assert";
import { JobClock } from "../../src/generate/clock.ts";
import type { ProgressEvent } from "../../src/generate/progress.ts";

/** A job's clock whose time goes on only when it is told to. */
function stoppedClock(): {
  readonly clock: JobClock;
  readonly events: readonly ProgressEvent[];
  readonly pass: (milliseconds: number) => void;
} {
  let time = 5_000;
  const events: ProgressEvent[] = [];
  const clock = new JobClock((event) => void events.push(event), () => time);
  return { clock, events, pass: (milliseconds) => void (time += milliseconds) };
}

Deno.test("JobClock tells each stage as it is entered, and notices between", () => {
  const { clock, events, pass } = stoppedClock();
  clock.enter("checking");
  pass(12.4);
  clock.notice("still at work");
  pass(7);
  clock.enter("starting");
  clock.finish();
  assertEquals(events, [
    { type: "stage", stage: "checking", elapsedMs: 0 },
    { type: "notice", message: "still at work", elapsedMs: 12 },
    { type: "stage", stage: "starting", elapsedMs: 19 },
  ]);
});

Deno.test("JobClock keeps the time of each stage and of the whole", () => {
  const { clock, pass } = stoppedClock();
  pass(3);
  clock.enter("checking");
  pass(40.2);
  clock.enter("generating");
  pass(80);
  assertEquals(clock.finish(), { checking: 40, generating: 80, total: 123 });
});

Deno.test("JobClock has nothing but the total when no stage was entered", () => {
  assertEquals(stoppedClock().clock.finish(), { total: 0 });
});

Deno.test("JobClock gives a moment after the job's begin, and the time until then", () => {
  const { clock, pass } = stoppedClock();
  pass(20);
  assertEquals(clock.after(1_000), 6_000);
  assertEquals(clock.until(1_000), 980);
  pass(1_000);
  assertEquals(clock.after(1_000), 6_000);
  assertEquals(clock.until(1_000), -20);
});

Deno.test("JobClock goes by the computer's time when it is given none", () => {
  const before = performance.now();
  const begin = new JobClock(() => {}).after(0);
  assertEquals(before <= begin && begin <= performance.now(), true);
});
