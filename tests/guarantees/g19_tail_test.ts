/** Proves G19: an image is published at once, and not when its turn feels like ending. */
import { assert } from "@std/assert";
import { join } from "@std/path";
import { type Step, turnBegins } from "../fake_codex/scenario.ts";
import { job, TARGET } from "../hostile/cases.ts";
import { success } from "../hostile/documents.ts";
import { until } from "../hostile/waiting.ts";
import { withFake } from "../support/fixture.ts";

/** How long a turn may take to end once it is interrupted, in milliseconds. */
const TAIL = 2_000;
/** How often a round is tried again that a busy computer may have held up. */
const ROUNDS = 20;

const image: Step = { do: "image" };

/** How long after its item the image has its name, in milliseconds. */
async function tail(interrupt: readonly Step[]): Promise<number> {
  await using scene = await withFake({
    // The turn never ends by itself.
    on: {
      "turn/start": [[...turnBegins, image]],
      "turn/interrupt": [interrupt],
    },
  });
  const { fixture } = scene;
  const run = await fixture.start(job);
  await run.said('"securing"');
  const target = join(fixture.workspace, TARGET);
  const startedAt = performance.now();
  await until("the image", async () => (await sizeOf(target)) > 0);
  const took = performance.now() - startedAt;
  success(await run.result);
  await fixture.assertNothingLeft();
  return took;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await Deno.lstat(path)).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

Deno.test("An image whose turn ends when it is asked to is published at once", async () => {
  const waited = await tail([]);
  // A busy computer makes each round longer, and none shorter.
  let quickest = await tail([{ do: "default" }]);
  for (let more = 0; more < ROUNDS && quickest > waited - TAIL / 2; more++) {
    quickest = Math.min(quickest, await tail([{ do: "default" }]));
  }
  assert(waited > TAIL, `${waited} ms`);
  assert(quickest < waited - TAIL / 2, `${quickest}, ${waited} ms`);
});
