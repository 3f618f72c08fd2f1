import type { Files } from "../output/files.ts";
import type { LoadedPolicy } from "../policy/loaded.ts";
import type { Mode } from "../request/request.ts";
import type { ProgressListener } from "./progress.ts";

/** One image job, before anything about it has been checked. */
export interface Job {
  /** The request as parsed JSON; its shape is checked by `request/parse.ts`. */
  readonly request: unknown;
  /** The Modly node that asked, where one did; it decides the mode. */
  readonly node?: Mode;
  /** Folder below which the image is published, as the user or host wrote it. */
  readonly workspace: string;
  /** Replace an existing file at the target. */
  readonly overwrite: boolean;
}

/** A program that speaks the app-server protocol on stdio. */
export interface CodexProgram {
  readonly path: string;
  /** Arguments before the product's own. */
  readonly args: readonly string[];
}

/** What surrounds a job. */
export interface JobContext {
  readonly policy: LoadedPolicy;
  readonly progress: ProgressListener;
  /** Aborting it stops Codex and ends the job with `runtime/cancelled`. */
  readonly signal: AbortSignal;
  /**
   * Milliseconds that each step of ending Codex may take: set by hosts that
   * want a cancelled job to be gone within a second.
   */
  readonly stepMs?: number;
  /** Drives this program instead of looking for codex; only the rehearsal sets it. */
  readonly program?: CodexProgram;
  /** The disk to publish on; only tests set it, to stop or fail at a step. */
  readonly files?: Files;
}
