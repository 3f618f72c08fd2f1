import { tmpdir } from "node:os";
import { resolve } from "@std/path";
import type { Thread } from "../codex/session.ts";
import { whileOpen } from "../codex/while_open.ts";
import type { Reservation } from "../output/reservation.ts";
import { requireAccount } from "../preflight/account.ts";
import { type OpenCodex, openCodex } from "../preflight/open.ts";
import type { PreparedImage } from "../request/request.ts";
import { currentFolder } from "../system/current_folder.ts";
import { environment } from "../system/environment.ts";
import { keptFolder } from "../system/folders.ts";
import { hostPlatform } from "../system/platform.ts";
import type { Scratch } from "../system/scratch.ts";
import type { CheckedJob } from "./check.ts";
import { baseInstructions } from "./instruction.ts";
import type { CodexProgram, JobContext } from "./job.ts";

/**
 * The three parts of a job's start. What only images and place need is loaded
 * when they are called, which is once Codex has been started.
 */

/** Codex, with a thread for the turn. */
export interface ReadyCodex extends OpenCodex {
  readonly thread: Thread;
  readonly warnings: readonly string[];
}

/**
 * One process, one handshake; account and thread are asked for side by side.
 *
 * @throws {Failure} `preflight/...`, `runtime/cancelled`; Codex is gone then.
 */
export async function readyCodex(
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

/**
 * The input images, checked and copied to where Codex can read them.
 *
 * @throws {Failure} `request/invalid_input_image`
 */
export async function readyImages(
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

/**
 * Reserves the place of the image.
 *
 * @throws {Failure} `output/invalid_target`, `output/already_exists`,
 * `output/workspace_unusable`
 */
export async function readyPlace(
  { workspace, target, overwrite, request, id }: CheckedJob,
  { files }: JobContext,
): Promise<Reservation> {
  const { reserveOutput } = await import("../output/reserve.ts");
  return await reserveOutput(workspace, target, {
    overwrite,
    mode: request.mode,
    id,
    keptFolder: keptFolder(hostPlatform().os, environment),
    spareFolder: resolve(tmpdir()),
    ...(files === undefined ? {} : { files }),
  });
}
