import { assert, assertEquals } from "@std/assert";
import { JobClock } from "../../src/generate/clock.ts";
import type { ProgressEvent } from "../../src/generate/progress.ts";

const pause = (milliseconds: number) =>
  new Promise((resume) => setTimeout(resume, milliseconds));

Deno.test("JobClock tells each stage as it is entered, and notices between", () => {
  const events: ProgressEvent[] = [];
  const clock = new JobClock((event) => void events.push(event));
  clock.enter("checking");
  clock.notice("still at work");
  clock.enter("starting");
  clock.finish();
  assertEquals(
    events.map((event) => event.type === "stage" ? event.stage : event.message),
    ["checking", "still at work", "starting"],
  );
  for (const { elapsedMs } of events) {
    assert(Number.isInteger(elapsedMs) && elapsedMs >= 0);
  }
});

Deno.test("JobClock keeps the time of each stage and of the whole", async () => {
  const clock = new JobClock(() => {});
  clock.enter("checking");
  await pause(40);
  clock.enter("generating");
  await pause(80);
  const { checking = 0, generating = 0, total = 0 } = clock.finish();
  assert(checking >= 35 && generating >= 75);
  assert(checking < generating);
  assert(Math.abs(total - checking - generating) <= 10);
});

Deno.test("JobClock has nothing but the total when no stage was entered", () => {
  assertEquals(Object.keys(new JobClock(() => {}).finish()), ["total"]);
});

Deno.test("JobClock gives a moment after the job's begin", async () => {
  const clock = new JobClock(() => {});
  const moment = clock.after(1_000);
  await pause(20);
  assertEquals(clock.after(1_000), moment);
  assert(moment <= performance.now() + 1_000 - 15);
});
