import { Worker } from "node:worker_threads";
import { type Busy, CurrentInput } from "./current_input.ts";
import type { Job, Report } from "./worker.ts";

/** How a watched job ended. */
export type Outcome =
  | Extract<Report, { kind: "ended" }>
  | { readonly kind: "hung"; readonly busy: Busy }
  | { readonly kind: "broken"; readonly problem: string };

/** How often the watcher looks, in milliseconds. */
const LOOK_MS = 100;

/**
 * Runs a job in a worker and ends it when one input takes longer than `hang`
 * milliseconds, even if it never returns.
 *
 * @param onReplay Told of each kept input that was checked.
 */
export async function watchJob(
  job: Job,
  hang: number,
  onReplay: (replay: Extract<Report, { kind: "replayed" }>) => void,
): Promise<Outcome> {
  const current = new CurrentInput();
  const worker = new Worker(new URL("worker.ts", import.meta.url), {
    workerData: { job, memory: current.memory },
  });
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  worker.on("message", (report: Report) => {
    if (report.kind === "ended") resolve(report);
    else onReplay(report);
  });
  worker.on("error", (error: Error) => {
    resolve({ kind: "broken", problem: error.stack ?? error.message });
  });
  const watching = watchSteps(current, hang, resolve);
  try {
    return await promise;
  } finally {
    clearInterval(watching);
    await worker.terminate();
  }
}

function watchSteps(
  current: CurrentInput,
  hang: number,
  resolve: (outcome: Outcome) => void,
): ReturnType<typeof setInterval> {
  let steps = current.steps;
  let since = performance.now();
  return setInterval(() => {
    const isChecking = current.steps % 2 === 1;
    if (!isChecking || current.steps !== steps) {
      steps = current.steps;
      since = performance.now();
    } else if (performance.now() - since > hang) {
      resolve({ kind: "hung", busy: current.read() });
    }
  }, LOOK_MS);
}
