/** Runs fuzz targets in turn until the time is over or one of them finds something. */
import fc from "fast-check";
import type { CurrentInput } from "./current_input.ts";
import type { FuzzTarget } from "./fuzz_target.ts";
import { type CheckOptions, problemOf, timedCheck } from "./timed_check.ts";

/** How targets are run. */
export interface RunOptions {
  /** Below {@linkcode SEEDS}; the blocks of each target count on from it. */
  readonly seed: number;
  /** Milliseconds. */
  readonly lasting: number;
  /** An input that takes longer than this is a finding, in milliseconds. */
  readonly slow: number;
}

/** What a target did. */
export interface Tally {
  readonly target: string;
  readonly corpus: number;
  inputs: number;
  /** Inputs that the product took. */
  taken: number;
  /** Milliseconds. */
  spent: number;
}

/** An input on which something does not hold. */
export interface Finding {
  readonly target: string;
  /** A run of this target alone with this seed finds the same at once. */
  readonly seed: number;
  readonly input: Uint8Array;
  readonly problem: string;
}

/** Seeds are whole numbers below this. */
export const SEEDS = 2 ** 31;
/** Inputs made from one seed. */
const BLOCK = 100;
/** How long a target runs before it is the next one's turn, in milliseconds. */
const TURN_MS = 250;
/** How long a finding is made smaller, in milliseconds. */
const SHRINK_MS = 5_000;

/** A target in the midst of its run. */
interface Run extends CheckOptions {
  readonly tally: Tally;
  nextSeed: number;
}

/** Runs `targets` in turn; gives back what each did, and the finding that ended it. */
export async function runTargets(
  targets: readonly FuzzTarget[],
  { seed, lasting, slow }: RunOptions,
  current: CurrentInput,
): Promise<{ tallies: readonly Tally[]; finding: Finding | undefined }> {
  const until = performance.now() + lasting;
  const runs = targets.map((target, place): Run => {
    const { name, corpus } = target;
    const tally = { target: name, corpus, inputs: 0, taken: 0, spent: 0 };
    return { target, place, slow, current, tally, nextSeed: seed };
  });
  const tallies = runs.map(({ tally }) => tally);
  while (performance.now() < until) {
    for (const run of runs) {
      const finding = await takeTurn(run, until);
      if (finding) return { tallies, finding };
    }
  }
  return { tallies, finding: undefined };
}

async function takeTurn(
  run: Run,
  until: number,
): Promise<Finding | undefined> {
  const begun = performance.now();
  const turnEnds = Math.min(until, begun + TURN_MS);
  let finding: Finding | undefined;
  while (!finding && performance.now() < turnEnds) {
    finding = await runBlock(run, until);
    run.nextSeed = (run.nextSeed + 1) % SEEDS;
  }
  run.tally.spent += performance.now() - begun;
  return finding;
}

async function runBlock(
  run: Run,
  end: number,
): Promise<Finding | undefined> {
  const { target, tally, nextSeed: seed } = run;
  let until = end;
  let found = false;
  const property = fc.asyncProperty(target.inputs, async (input) => {
    // Also ends the search for a smaller input.
    if (performance.now() > until) return;
    try {
      const taken = await timedCheck(run, input, seed);
      tally.inputs++;
      if (taken) tally.taken++;
    } catch (thrown) {
      if (!found) until = performance.now() + SHRINK_MS;
      found = true;
      throw thrown;
    }
  });
  const details = await fc.check(property, { seed, numRuns: BLOCK });
  if (!details.failed || details.counterexample === null) return;
  const [input] = details.counterexample;
  const problem = problemOf(details.errorInstance);
  return { target: target.name, seed, input, problem };
}
