import { Failure } from "../errors/failure.ts";
import type { CheckedJob } from "./check.ts";
import { chooseImage } from "./choose.ts";
import type { JobClock } from "./clock.ts";
import { orCodexCopy, removeCodexCopy } from "./codex_copy.ts";
import { composeReceipt } from "./compose_receipt.ts";
import type { JobContext } from "./job.ts";
import type { Receipt } from "./receipt.ts";
import type { StartedJob } from "./start.ts";
import { takeTurn } from "./take_turn.ts";

/**
 * The second half of `generate`, from the turn on: what happens here may be
 * charged for. The first image is secured within the turn, see `takeTurn`.
 *
 * @throws {Failure} `runtime/...`, `output/...`
 */
export async function makeImage(
  checked: CheckedJob,
  started: StartedJob,
  clock: JobClock,
  context: JobContext,
): Promise<Receipt> {
  const { session, reservation } = started;

  clock.enter("generating");
  const outcome = await takeTurn(checked, started, clock, context);
  const image = await chooseImage(outcome, checked, started);

  clock.enter("publishing");
  // Codex takes its time to leave; the clean-up of `generate` waits for that.
  session.close();
  const published = await orCodexCopy(image, () => reservation.publish());
  if (outcome.why === "cancelled") {
    throw new Failure("runtime/cancelled", {
      message: "The job was cancelled when its image was already made",
      remedy: "Take the image from the path given",
      retry: "unsafe",
      evidence: { keptPath: published.path },
    });
  }
  const warnings = await removeCodexCopy(image, session, checked.policy);
  return composeReceipt({
    checked,
    started,
    outcome,
    image,
    published,
    timings: clock.finish(),
    warnings,
  });
}
