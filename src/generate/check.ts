import { checkPlace } from "../output/place.ts";
import { openWorkspace, type Workspace } from "../output/workspace.ts";
import { parseTarget, type Target } from "../output/target.ts";
import { judgePlatform } from "../policy/platforms.ts";
import type { Policy } from "../policy/schema.ts";
import { locateCodex } from "../preflight/locate.ts";
import { parseRequest } from "../request/parse.ts";
import type { ImageRequest } from "../request/request.ts";
import { currentFolder } from "../system/current_folder.ts";
import { environment } from "../system/environment.ts";
import { hostPlatform } from "../system/platform.ts";
import type { CodexProgram, Job, JobContext } from "./job.ts";
import { newJobId } from "./job_id.ts";

/** A job that passed every rule that needs no process. */
export interface CheckedJob {
  readonly id: string;
  readonly policy: Policy;
  readonly request: ImageRequest;
  readonly workspace: Workspace;
  readonly target: Target;
  /** Replace an existing file at the target. */
  readonly overwrite: boolean;
  /** How long the whole job may take. */
  readonly timeoutMs: number;
  readonly warnings: readonly string[];
}

/**
 * Platform, request, target and workspace, in this order: a refusal here takes
 * milliseconds and starts nothing.
 *
 * @throws {Failure} `preflight/unsupported_platform`, `request/...`,
 * `output/invalid_target`, `output/unsupported_extension`,
 * `output/already_exists`, `output/workspace_unusable`
 */
export async function checkJob(
  job: Job,
  context: JobContext,
): Promise<CheckedJob> {
  const { policy } = context.policy;
  const platform = judgePlatform(policy.platforms, hostPlatform().key);
  if (platform.state === "refused") throw platform.failure;
  const request = parseRequest(job.request, {
    ...(job.node === undefined ? {} : { node: job.node }),
    limits: policy.limits,
  });
  const id = newJobId();
  const target = parseTarget(
    request.outputTarget ?? `codex/${request.mode}-${id}.png`,
  );
  const workspace = await openWorkspace(job.workspace, currentFolder());
  await checkPlace(workspace, target, { overwrite: job.overwrite });
  return {
    id,
    policy,
    request,
    workspace,
    target,
    overwrite: job.overwrite,
    timeoutMs: policy.limits.jobSeconds * 1_000,
    warnings: [
      ...(platform.state === "experimental" ? [platform.warning] : []),
      ...request.warnings,
    ],
  };
}

/**
 * The program that plays Codex: the user's own, unless this is a rehearsal.
 *
 * @throws {Failure} `preflight/codex_missing`
 */
export async function chooseProgram(
  policy: Policy,
  context: JobContext,
): Promise<CodexProgram> {
  if (context.program) return context.program;
  const { os } = hostPlatform();
  const { program } = await locateCodex(policy.codex, os, environment);
  return { path: program, args: [] };
}
