import { Failure } from "../errors/failure.ts";
import type { Reservation } from "../output/reservation.ts";
import type { PreparedImage } from "../request/request.ts";
import type { Scratch } from "../system/scratch.ts";
import type { CheckedJob } from "./check.ts";
import type { JobClock } from "./clock.ts";
import type { CodexProgram, JobContext } from "./job.ts";
import {
  type ReadyCodex,
  readyCodex,
  readyImages,
  readyPlace,
} from "./ready.ts";
import { withRecovered } from "./recovered.ts";

/** Codex is ready for the turn, and so are the images and the output's place. */
export interface StartedJob extends ReadyCodex {
  readonly images: readonly PreparedImage[];
  readonly reservation: Reservation;
}

/**
 * Starts Codex while the input images are read and checked and the output is
 * reserved. When one of the three fails, or the job's time is over, the others
 * are stopped and nothing is left.
 *
 * @throws {Failure} `request/invalid_input_image`, `output/...`,
 * `preflight/...`, `runtime/cancelled`
 */
export async function startJob(
  job: CheckedJob,
  program: CodexProgram,
  scratch: Scratch,
  clock: JobClock,
  context: JobContext,
): Promise<StartedJob> {
  const parts = await settleAll(job, program, scratch, clock, context);
  const { codex, images, reservation } = parts;
  if (
    codex.status === "fulfilled" && images.status === "fulfilled" &&
    reservation.status === "fulfilled"
  ) {
    return {
      ...codex.value,
      images: images.value,
      reservation: reservation.value,
    };
  }
  await Promise.all([
    codex.status === "fulfilled" && codex.value.session.close(),
    reservation.status === "fulfilled" && reservation.value.abandon(),
  ]);
  const reason = firstReason(parts);
  throw reservation.status === "fulfilled"
    ? withRecovered(reason, reservation.value)
    : reason;
}

/** What came of each part of a start. */
interface Parts {
  readonly codex: PromiseSettledResult<ReadyCodex>;
  readonly images: PromiseSettledResult<readonly PreparedImage[]>;
  readonly reservation: PromiseSettledResult<Reservation>;
  /** The job's time was over before all had come. */
  readonly late: boolean;
}

/**
 * Codex comes first and takes longest, so what the other two need is loaded
 * once it has been started.
 */
async function settleAll(
  job: CheckedJob,
  program: CodexProgram,
  scratch: Scratch,
  clock: JobClock,
  context: JobContext,
): Promise<Parts> {
  let late = false;
  const stop = new AbortController();
  const stopOthers = (thrown: unknown): never => {
    stop.abort();
    throw thrown;
  };
  const limit = setTimeout(() => {
    late = true;
    stop.abort();
  }, clock.until(job.timeoutMs));
  const [codex, images, reservation] = await Promise.allSettled([
    readyCodex(job, program, scratch, {
      signal: AbortSignal.any([context.signal, stop.signal]),
      stepMs: context.stepMs,
    }),
    readyImages(job, scratch).catch(stopOthers),
    readyPlace(job, context).catch(stopOthers),
  ]);
  clearTimeout(limit);
  return { codex, images, reservation, late };
}

/** Why a start failed. Codex is asked last: stopped by another, it only says cancelled. */
function firstReason({ codex, images, reservation, late }: Parts): unknown {
  if (late && codex.status === "rejected") {
    return new Failure("preflight/time_limit");
  }
  const [reason] = [images, reservation, codex].flatMap((part) =>
    part.status === "rejected" ? [part.reason] : []
  );
  return reason;
}
