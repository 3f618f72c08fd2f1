import type { Thread } from "../codex/session.ts";
import { whileOpen } from "../codex/while_open.ts";
import { Failure } from "../errors/failure.ts";
import type { Reservation } from "../output/reservation.ts";
import { requireAccount } from "../preflight/account.ts";
import { type OpenCodex, openCodex } from "../preflight/open.ts";
import type { PreparedImage } from "../request/request.ts";
import { currentFolder } from "../system/current_folder.ts";
import type { Scratch } from "../system/scratch.ts";
import type { CheckedJob } from "./check.ts";
import { baseInstructions } from "./instruction.ts";
import type { CodexProgram, JobContext } from "./job.ts";
import { withRecovered } from "./recovered.ts";

/** Codex is ready for the turn, and so are the images and the output's place. */
export interface StartedJob extends ReadyCodex {
  readonly images: readonly PreparedImage[];
  readonly reservation: Reservation;
}

interface ReadyCodex extends OpenCodex {
  readonly thread: Thread;
  readonly warnings: readonly string[];
}

/**
 * Starts Codex while the input images are read and checked and the output is
 * reserved. When one of the three fails, the others are stopped and nothing is
 * left. Codex comes first and takes longest, so what the other two need is
 * loaded once it has been started.
 *
 * @throws {Failure} `request/invalid_input_image`, `output/...`,
 * `preflight/...`, `runtime/cancelled`, `runtime/call_failed`
 */
export async function startJob(
  job: CheckedJob,
  program: CodexProgram,
  scratch: Scratch,
  context: JobContext,
): Promise<StartedJob> {
  let late = false;
  const stop = new AbortController();
  const stopOthers = (thrown: unknown): never => {
    stop.abort();
    throw thrown;
  };
  const limit = setTimeout(() => {
    late = true;
    stop.abort();
  }, job.timeoutMs);
  const [codex, images, reservation] = await Promise.allSettled([
    readyCodex(job, program, scratch, {
      signal: AbortSignal.any([context.signal, stop.signal]),
      stepMs: context.stepMs,
    }),
    readyImages(job, scratch).catch(stopOthers),
    readyPlace(job, context).catch(stopOthers),
  ]);
  clearTimeout(limit);
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
  const reasons = [images, reservation, codex].flatMap((part) =>
    part.status === "rejected" ? [part.reason] : []
  );
  const reason = late && codex.status === "rejected"
    ? new Failure("preflight/time_limit")
    : reasons[0];
  await Promise.all([
    codex.status === "fulfilled" && codex.value.session.close(),
    reservation.status === "fulfilled" && reservation.value.abandon(),
  ]);
  throw reservation.status === "fulfilled"
    ? withRecovered(reason, reservation.value)
    : reason;
}

/** One process, one handshake; account and thread are asked for side by side. */
async function readyCodex(
  { policy }: CheckedJob,
  program: CodexProgram,
  scratch: Scratch,
  { signal, stepMs }: { signal: AbortSignal; stepMs: number | undefined },
): Promise<ReadyCodex> {
  const codex = await openCodex({
    program: program.path,
    programArguments: program.args,
    cwd: scratch.work,
    policy,
    signal,
    stepMs,
  });
  const { session } = codex;
  return await whileOpen(session, signal, async () => {
    const [warnings, thread] = await Promise.all([
      session.account().then((account) =>
        requireAccount(account, policy.plans)
      ),
      session.startThread(baseInstructions),
    ]);
    return { ...codex, thread, warnings };
  });
}

async function readyImages(
  { request, policy }: CheckedJob,
  scratch: Scratch,
): Promise<readonly PreparedImage[]> {
  if (request.images.length === 0) return [];
  const { prepareImages } = await import("../request/prepare.ts");
  return await prepareImages(request.images, {
    limits: policy.limits,
    cwd: currentFolder(),
    scratch,
  });
}

async function readyPlace(
  job: CheckedJob,
  context: JobContext,
): Promise<Reservation> {
  const { reservePlace } = await import("./reserve.ts");
  return await reservePlace(job, context);
}
