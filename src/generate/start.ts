import type { Thread } from "../codex/session.ts";
import { whileOpen } from "../codex/while_open.ts";
import { Failure } from "../errors/failure.ts";
import { requireAccount } from "../preflight/account.ts";
import { type OpenCodex, openCodex } from "../preflight/open.ts";
import { prepareImages } from "../request/prepare.ts";
import type { PreparedImage } from "../request/request.ts";
import type { Scratch } from "../system/scratch.ts";
import type { CheckedJob } from "./check.ts";
import { baseInstructions } from "./instruction.ts";
import type { CodexProgram, JobContext } from "./job.ts";

/** Codex is ready for the turn and so are the images. */
export interface StartedJob extends OpenCodex {
  readonly thread: Thread;
  readonly images: readonly PreparedImage[];
  readonly warnings: readonly string[];
}

/**
 * Starts Codex while the input images are read and checked. When one of the
 * two fails, the other is stopped and nothing is left.
 *
 * @throws {Failure} `preflight/...`, `request/invalid_input_image`,
 * `runtime/cancelled`, `runtime/call_failed`
 */
export async function startJob(
  job: CheckedJob,
  program: CodexProgram,
  scratch: Scratch,
  { signal, stepMs }: Pick<JobContext, "signal" | "stepMs">,
): Promise<StartedJob> {
  let late = false;
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const limit = setTimeout(() => {
    late = true;
    stop.abort();
  }, job.timeoutMs);
  const preparing = prepareImages(job.request.images, {
    limits: job.policy.limits,
    cwd: Deno.cwd(),
    scratch,
  }).catch((error) => {
    stop.abort();
    throw error;
  });
  const [codex, images] = await Promise.allSettled([
    readyCodex(job, program, scratch, { signal: both, stepMs }),
    preparing,
  ]);
  clearTimeout(limit);
  if (late && codex.status === "rejected") {
    throw new Failure("preflight/time_limit");
  }
  if (images.status === "rejected") {
    if (codex.status === "fulfilled") await codex.value.session.close();
    throw images.reason;
  }
  if (codex.status === "rejected") throw codex.reason;
  return { ...codex.value, images: images.value };
}

/** One process, one handshake; account and thread are asked for side by side. */
async function readyCodex(
  { policy }: CheckedJob,
  program: CodexProgram,
  scratch: Scratch,
  { signal, stepMs }: { signal: AbortSignal; stepMs: number | undefined },
): Promise<Omit<StartedJob, "images">> {
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
