/** The stages of a job, in order. */
export const stages = [
  "checking",
  "starting",
  "generating",
  "securing",
  "publishing",
] as const;
export type Stage = typeof stages[number];

/** Something worth telling while a job runs. */
export type ProgressEvent =
  | {
    readonly type: "stage";
    readonly stage: Stage;
    readonly elapsedMs: number;
  }
  | {
    readonly type: "notice";
    readonly message: string;
    readonly elapsedMs: number;
  };

/** Receives progress; must return at once and never throw. */
export type ProgressListener = (event: ProgressEvent) => void;
