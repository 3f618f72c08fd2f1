import type { ProgressListener } from "../../generate/progress.ts";

/** How progress is shown; `auto` is a live line on a terminal, else plain lines. */
export const progressForms = ["auto", "none", "plain", "jsonl"] as const;
export type ProgressForm = typeof progressForms[number];

/** What one job shows on stderr while it runs. */
export interface ProgressDisplay {
  /** Shows what the job tells. */
  readonly listener: ProgressListener;
  /** Shows a message that is not the job's own. */
  notice(message: string): void;
  /** Shows a warning of the finished job. */
  warning(message: string): void;
  /** Takes back whatever must not stay on the screen; may be called again. */
  close(): void;
}
