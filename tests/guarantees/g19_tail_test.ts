/** Proves G19: an image is published at once, and not when its turn feels like ending. */
import { join } from "@std/path";
import { type Step, turnBegins } from "../fake_codex/scenario.ts";
import { job, TARGET } from "../hostile/cases.ts";
import { success } from "../hostile/documents.ts";
import { until } from "../hostile/waiting.ts";
import { withFake } from "../support/fixture.ts";
import { assertWithin, timed } from "./rounds.ts";

/** How long a turn may take to end once it is interrupted, in milliseconds. */
const TAIL = 2_000;
/** Publishing itself, and looking for the file. */
const PUBLISHING = 200;

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
  const took = await timed(() =>
    until("the image", async () => (await sizeOf(target)) > 0)
  );
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

Deno.test("An image whose turn ends when it is asked to is published at once", () =>
  assertWithin(PUBLISHING, () => tail([{ do: "default" }])));

Deno.test("An image whose turn never ends is published after 2 s", () =>
  assertWithin(TAIL + PUBLISHING, () => tail([])));
