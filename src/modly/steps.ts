import type { ProgressEvent, Stage } from "../generate/progress.ts";

/** How far a job is, as hosts show it. */
export interface Step {
  /** Whole per cent: which stage it is, never a guess at the time left. */
  readonly percent: number;
  readonly label: string;
}

const stages: Readonly<Record<Stage, Step>> = {
  checking: { percent: 1, label: "Checking the request" },
  starting: { percent: 5, label: "Starting Codex" },
  generating: { percent: 10, label: "Codex is making the image" },
  securing: { percent: 90, label: "Saving the image" },
  publishing: { percent: 95, label: "Publishing the image" },
};

/** The step that an event brings; a notice leaves the job where `last` was. */
export function stepOf(event: ProgressEvent, last?: Step): Step {
  return event.type === "stage"
    ? stages[event.stage]
    : { percent: last?.percent ?? 0, label: event.message };
}
