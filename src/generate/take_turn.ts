import { readImageItem } from "../codex/image_item.ts";
import { runTurn, type TurnOutcome } from "../codex/turn.ts";
import { Failure } from "../errors/failure.ts";
import type { ImageLimits } from "../image/facts.ts";
import type { Policy } from "../policy/schema.ts";
import type { CheckedJob } from "./check.ts";
import type { JobClock } from "./clock.ts";
import { orCodexCopy } from "./codex_copy.ts";
import { instruction } from "./instruction.ts";
import type { JobContext } from "./job.ts";
import type { StartedJob } from "./start.ts";

/**
 * Asks Codex for the image, once. From here on the job may be charged, so
 * nothing is ever asked a second time.
 *
 * The first image is made safe as soon as it is there.
 *
 * @throws {Failure} `runtime/cancelled` and `preflight/time_limit` before the
 * turn, `output/persist_failed` when the image could not be written; what else
 * went wrong is in the outcome.
 */
export async function takeTurn(
  { policy, request, timeoutMs }: CheckedJob,
  { session, thread, images, reservation }: StartedJob,
  clock: JobClock,
  { signal, stepMs }: JobContext,
): Promise<TurnOutcome> {
  if (signal.aborted) throw new Failure("runtime/cancelled");
  if (clock.until(timeoutMs) <= 0) throw new Failure("preflight/time_limit");
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
      ...(stepMs === undefined ? {} : { interruptMs: stepMs }),
      read: (item) =>
        readImageItem(item, session.codexHome, outputLimits(limits)),
      secure: async (image) => {
        clock.enter("securing");
        await orCodexCopy(
          image,
          () => reservation.secure(image.bytes, image.facts.format),
        );
      },
    });
  } finally {
    clearTimeout(notice);
  }
}

function outputLimits(limits: Policy["limits"]): ImageLimits {
  return {
    maxBytes: limits.outputBytes,
    maxSide: limits.outputSide,
    maxPixels: limits.outputPixels,
  };
}
