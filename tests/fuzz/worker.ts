/** The half of the fuzzer that may hang: runs beside its watcher, `watch.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { CurrentInput } from "./current_input.ts";
import type { FuzzModule } from "./fuzz_target.ts";
import type { KeptInput } from "./kept_inputs.ts";
import {
  type Finding,
  type RunOptions,
  runTargets,
  type Tally,
} from "./run_targets.ts";
import { problemOf, timedCheck } from "./timed_check.ts";

/** What a worker is to do. */
export interface Job extends RunOptions {
  /** Address of a {@linkcode FuzzModule}. */
  readonly module: string;
  /** Names of the targets to run. */
  readonly targets: readonly string[];
  /** Checked first; when something still does not hold, nothing else is run. */
  readonly kept: readonly KeptInput[];
}

/** What a worker says: one for each kept input, in their order, and one at the end. */
export type Report =
  | {
    readonly kind: "replayed";
    readonly path: string;
    /** What still does not hold. */
    readonly problem: string | undefined;
  }
  | {
    readonly kind: "ended";
    readonly tallies: readonly Tally[];
    readonly finding: Finding | undefined;
  };

const { job, memory }: { job: Job; memory: SharedArrayBuffer } = workerData;
const current = new CurrentInput(memory);
const { fuzzTargets }: FuzzModule = await import(job.module);

function report(report: Report): void {
  parentPort?.postMessage(report);
}

const targets = job.targets.flatMap((wanted) =>
  fuzzTargets.filter(({ name }) => name === wanted)
);

/** Checks a kept input; gives back whether all holds by now. */
async function replay(kept: KeptInput): Promise<boolean> {
  const place = job.targets.indexOf(kept.target);
  const target = targets[place];
  if (target === undefined) throw new TypeError(`No target ${kept.target}`);
  let problem: string | undefined;
  try {
    const options = { target, place, slow: job.slow, current };
    await timedCheck(options, kept.input, job.seed);
  } catch (thrown) {
    problem = problemOf(thrown);
  }
  report({ kind: "replayed", path: kept.path, problem });
  return problem === undefined;
}

let sound = true;
for (const kept of job.kept) sound = await replay(kept) && sound;
report({
  kind: "ended",
  ...sound
    ? await runTargets(targets, job, current)
    : { tallies: [], finding: undefined },
});
