/**
 * Proves G14: a cancelled job ends step by step, whatever Codex does about it: turn/interrupt, then the end of its input, then SIGTERM, then SIGKILL.
 */
import { assertEquals } from "@std/assert";
import { type FakeScenario, turnBegins } from "../fake_codex/scenario.ts";
import { job, playSteps } from "../hostile/cases.ts";
import { failure, success } from "../hostile/documents.ts";
import { called, FileGate } from "../hostile/waiting.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import type { RunningProduct } from "../support/product.ts";

/** A Codex that ignores every request to stop, and when the job is cancelled. */
interface Moment {
  readonly name: string;
  readonly on: FakeScenario["on"] & object;
  readonly reached: (
    scene: FakeFixture,
    run: RunningProduct,
  ) => Promise<void>;
  /** What Codex is asked for between Ctrl-C and its end. */
  readonly sees: readonly string[];
  /** The image was already safe. */
  readonly publishes?: true;
}

const silent = { "turn/interrupt": [[]] };

const moments: readonly Moment[] = [
  {
    name: "before Codex has answered anything",
    on: { initialize: [[]] },
    reached: ({ codex }) => called(codex, "initialize"),
    sees: ["eof", "SIGTERM"],
  },
  {
    name: "before the turn has an id",
    on: { ...silent, "turn/start": [[]] },
    reached: ({ codex }) => called(codex, "turn/start"),
    sees: ["eof", "SIGTERM"],
  },
  {
    name: "in the turn",
    on: { ...silent, "turn/start": [turnBegins] },
    reached: ({ codex }) => called(codex, "turn/start"),
    sees: ["turn/interrupt", "eof", "SIGTERM"],
  },
  {
    name: "when the image is safe",
    on: { ...silent, "turn/start": [[...turnBegins, { do: "image" }]] },
    reached: (_, run) => run.said('"securing"'),
    sees: ["turn/interrupt", "eof", "SIGTERM"],
    publishes: true,
  },
];

/** What a Codex that ignores it has seen of its ending, in order. */
async function endingSeenBy({ codex }: FakeFixture): Promise<string[]> {
  return (await codex.log()).flatMap((entry) => {
    if (entry.event === "eof" || entry.event === "SIGTERM") return entry.event;
    const method = entry.event === "received" && entry.message.method;
    return method === "turn/interrupt" ? method : [];
  });
}

/** Cancels a job at its moment and follows it to its end. */
async function cancelAt(
  { on, reached, sees, publishes }: Moment,
): Promise<void> {
  await using scene = await withFake({ stubborn: true, on });
  const run = await scene.fixture.start(job);
  await reached(scene, run);
  run.kill("SIGINT");
  const result = await run.result;
  if (publishes) success(result);
  else failure(result, "runtime/cancelled", 130);
  assertEquals(await endingSeenBy(scene), sees);
  await scene.fixture.assertNothingLeft();
}

Deno.test({
  name: "A Codex that ignores every request to stop has ended, cancelled",
  // Nobody can send Ctrl-C to a single process there.
  ignore: Deno.build.os === "windows",
  // Side by side, because each takes seconds.
  fn: (test) => playSteps(test, moments, cancelAt),
});

Deno.test({
  name: "A job cancelled before its turn has an id interrupts it by that id",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using gate = new FileGate();
    const waits = { do: "awaitFile", path: gate.path } as const;
    await using scene = await withFake({
      stubborn: true,
      on: { "turn/start": [[waits, ...turnBegins]] },
    });
    const run = await scene.fixture.start(job);
    await called(scene.codex, "turn/start");
    run.kill("SIGINT");
    await run.said("Stopping");
    await gate.open();
    failure(await run.result, "runtime/cancelled", 130);
    const [first] = await endingSeenBy(scene);
    assertEquals(first, "turn/interrupt");
    await scene.fixture.assertNothingLeft();
  },
});
