import { Failure } from "../errors/failure.ts";
import type { ImageFormat } from "../image/facts.ts";
import { plannedPath } from "../output/planned.ts";
import { checkWritable } from "../output/writable.ts";
import { imageName } from "../request/image_name.ts";
import { prepareImages } from "../request/prepare.ts";
import type { ImageRole, ImageSource, Mode } from "../request/request.ts";
import { currentFolder } from "../system/current_folder.ts";
import { type CheckedJob, checkJob, chooseProgram } from "./check.ts";
import { baseInstructions, instruction } from "./instruction.ts";
import type { Job, JobContext } from "./job.ts";
import { openJobScratch } from "./scratch.ts";

/** What `--dry-run` shows: everything validated, nothing started. */
export interface Plan {
  readonly mode: Mode;
  readonly workspace: string;
  /** Absolute path the image would get; a directory target shows the name it would choose. */
  readonly path: string;
  readonly overwrite: boolean;
  readonly images: readonly {
    readonly role: ImageRole;
    readonly source: string;
    readonly format: ImageFormat;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
  }[];
  /** The program that would be started; null when none was found. */
  readonly codexProgram: string | null;
  /** Text given to Codex as base instructions. */
  readonly baseInstructions: string;
  /** Text given to Codex as the turn's input. */
  readonly instruction: string;
  readonly warnings: readonly string[];
}

/**
 * A job up to the point where Codex would be started: everything is validated,
 * nothing is started, reserved or left behind.
 *
 * @throws {Failure} as `generate` does before it starts Codex, except that a
 * missing Codex is only a warning
 */
export async function planJob(job: Job, context: JobContext): Promise<Plan> {
  await using cleanup = new AsyncDisposableStack();
  const checked = await checkJob(job, context);
  const { request, workspace, target, policy, id } = checked;
  await checkWritable(workspace);
  const scratch = await openJobScratch(cleanup);
  const images = await prepareImages(request.images, {
    limits: policy.limits,
    cwd: currentFolder(),
    scratch,
  });
  const { program, warnings } = await tryProgram(checked, context);
  return {
    mode: request.mode,
    workspace: workspace.given,
    path: plannedPath(workspace, target, request.mode, id),
    overwrite: job.overwrite,
    images: images.map(({ role, facts }, index) => ({
      role,
      source: sourceName(request.images[index]),
      format: facts.format,
      width: facts.width,
      height: facts.height,
      bytes: facts.bytes,
    })),
    codexProgram: program,
    baseInstructions,
    instruction: instruction(request),
    warnings: [...checked.warnings, ...warnings],
  };
}

async function tryProgram(
  { policy }: Pick<CheckedJob, "policy">,
  context: JobContext,
): Promise<{ program: string | null; warnings: readonly string[] }> {
  try {
    return {
      program: (await chooseProgram(policy, context)).path,
      warnings: [],
    };
  } catch (error) {
    const failure = Failure.from(error);
    if (failure.code !== "preflight/codex_missing") throw error;
    return { program: null, warnings: [failure.message] };
  }
}

/** How the plan names an image: its path as given or its file's name. */
function sourceName(source: ImageSource | undefined): string {
  return (source && imageName(source)) ?? "embedded";
}
