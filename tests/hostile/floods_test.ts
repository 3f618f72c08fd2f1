import { assert } from "@std/assert";
import { type Step, turnBegins } from "../fake_codex/scenario.ts";
import { withFake } from "../support/fixture.ts";
import { type Case, job, playAll } from "./cases.ts";
import { success } from "./documents.ts";

const image: Step = { do: "image" };
const MIB = 1024 * 1024;

/** What 100 MB of stderr may add to the product's memory, in bytes (guarantee G11). */
const GROWTH = 10 * MIB;
/**
 * What a busy process takes once besides, in bytes: V8 compiles the code that
 * became hot. A loop that only counts for a second adds 10.5 MiB on Linux.
 */
const ONCE = 15 * MIB;

/** 64 KiB in lines. */
const block = `${"e".repeat(1023)}\n`.repeat(64);

function stderr(megabytes: number): Step {
  return { do: "stderr", text: block, times: megabytes * 16 };
}

const cases: readonly Case[] = [
  {
    name: "10,000 notifications",
    scenario: {
      on: {
        "turn/start": [[
          ...turnBegins,
          {
            do: "repeat",
            times: 10_000,
            steps: [{
              do: "notify",
              method: "item/agentMessage/delta",
              params: { threadId: "thread-1", delta: "and on" },
            }],
          },
          image,
        ]],
      },
    },
    ends: {},
  },
  {
    name: "stderr before anything is read",
    scenario: { on: { start: [[stderr(20)]] } },
    ends: {},
  },
  {
    name: "stderr in one line, then an exit",
    scenario: {
      on: {
        "turn/start": [[
          ...turnBegins,
          { do: "stderr", text: "x".repeat(64 * 1024), times: 160 },
          { do: "exit", code: 3 },
        ]],
      },
    },
    ends: { code: "runtime/outcome_unknown", exit: 5, says: "exit code 3" },
    also: ({ run }) => assert(run.stdout.length < 8_000),
  },
];

Deno.test("Codex floods us with", (test) => playAll(test, cases));

Deno.test({
  name: "100 MB of stderr do not stay in the product's memory",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const quiet = await peakMemory([]);
    const flooded = await peakMemory([stderr(100)]);
    const twice = await peakMemory([stderr(200)]);
    const seen = [quiet, flooded, twice].map((bytes) => bytes / MIB).join(", ");
    assert(twice - flooded < GROWTH, `MiB after 0, 100 and 200 MB: ${seen}`);
    assert(
      flooded - quiet < GROWTH + ONCE,
      `MiB after 0, 100 and 200 MB: ${seen}`,
    );
  },
});

/** The most memory that a run takes when Codex does this before its image, in bytes. */
async function peakMemory(steps: readonly Step[]): Promise<number> {
  await using scene = await withFake({
    on: {
      "turn/start": [[...turnBegins, ...steps, image]],
      // Unanswered, so that the product is still there to be measured.
      "turn/interrupt": [[]],
    },
  });
  const run = await scene.fixture.start(job);
  await run.said('"securing"');
  const status = await Deno.readTextFile(`/proc/${run.pid}/status`);
  success(await run.result);
  await scene.fixture.assertNothingLeft();
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}
