import { type CodexImage, readImageItem } from "../codex/image_item.ts";
import { runTurn, type TurnOutcome } from "../codex/turn.ts";
import { Failure } from "../errors/failure.ts";
import type { ImageLimits } from "../image/facts.ts";
import type { Reservation } from "../output/reservation.ts";
import type { Policy } from "../policy/schema.ts";
import type { CheckedJob } from "./check.ts";
import type { JobClock } from "./clock.ts";
import { instruction } from "./instruction.ts";
import type { JobContext } from "./job.ts";
import type { StartedJob } from "./start.ts";

/**
 * Asks Codex for the image, once. From here on the job may be charged, so
 * nothing is ever asked a second time.
 *
 * @throws {Failure} `runtime/cancelled` before the turn, `output/persist_failed`
 * when the image could not be written; what else went wrong is in the outcome.
 */
export async function takeTurn(
  { policy, request, timeoutMs }: CheckedJob,
  { session, thread, images }: StartedJob,
  reservation: Reservation,
  clock: JobClock,
  { signal }: JobContext,
): Promise<TurnOutcome> {
  if (signal.aborted) throw new Failure("runtime/cancelled");
  const { limits } = policy;
  const notice = setTimeout(
    () => clock.notice("Codex is still at work; images can take minutes"),
    limits.noticeSeconds * 1_000,
  );
  try {
    return await runTurn(session, thread, {
      text: instruction(request),
      images: images.map(({ path }) => path),
    }, {
      deadline: clock.after(timeoutMs),
      stallMs: limits.stallSeconds * 1_000,
      signal,
      read: (item) =>
        readImageItem(item, session.codexHome, outputLimits(limits)),
      secure: async (image) => {
        clock.enter("securing");
        await secure(image, reservation);
      },
    });
  } finally {
    clearTimeout(notice);
  }
}

/** When no disk takes the image, Codex's own copy is what is left of it. */
async function secure(
  { bytes, facts, savedPath }: CodexImage,
  reservation: Reservation,
): Promise<void> {
  try {
    await reservation.secure(bytes, facts.format);
  } catch (thrown) {
    throw savedPath === undefined
      ? thrown
      : Failure.from(thrown).with({ evidence: { keptPath: savedPath } });
  }
}

function outputLimits(limits: Policy["limits"]): ImageLimits {
  return {
    maxBytes: limits.outputBytes,
    maxSide: limits.outputSide,
    maxPixels: limits.outputPixels,
  };
}
