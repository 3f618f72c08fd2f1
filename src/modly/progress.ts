import type { ProgressListener } from "../generate/progress.ts";
import { Pacer, type Timers } from "./pacer.ts";
import { type Step, stepOf } from "./steps.ts";

/** A job's progress on its way to the host. */
export interface HostProgress {
  readonly listener: ProgressListener;
  /** Nothing is told from now on: the job's last message must be the last. */
  stop(): void;
}

/** Tells a host a job's steps at the pace that it takes. */
export function hostProgress(
  tell: (step: Step) => void,
  timers?: Timers,
): HostProgress {
  const pacer = new Pacer(tell, timers);
  let last: Step | undefined;
  return {
    listener(event) {
      last = stepOf(event, last);
      pacer.push(last);
    },
    stop: () => pacer.stop(),
  };
}
