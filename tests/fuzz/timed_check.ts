import process from "node:process";
import type { CurrentInput } from "./current_input.ts";
import type { FuzzTarget } from "./fuzz_target.ts";

/** What a check needs to know beside its inputs. */
export interface CheckOptions {
  readonly target: FuzzTarget;
  /** Its place among the targets of the job. */
  readonly place: number;
  /** How long an input may take, in milliseconds. */
  readonly slow: number;
  readonly current: CurrentInput;
}

/**
 * Checks an input that was made from `seed`. One that takes too long is tried
 * three times, and only the time that the computer gave to it counts: a busy
 * one is no finding.
 *
 * @returns whether the product took it
 * @throws whatever says that something does not hold, or that it took too long
 */
export async function timedCheck(
  options: CheckOptions,
  input: Uint8Array,
  seed: number,
): Promise<boolean> {
  const { slow } = options;
  let fastest = Infinity;
  for (let tries = 0; tries < 3; tries++) {
    const begun = performance.now();
    const usedBefore = usedMs();
    const taken = await watchedCheck(options, input, seed);
    // The process may use several cores, for collecting garbage.
    const took = Math.min(performance.now() - begun, usedMs() - usedBefore);
    fastest = Math.min(fastest, took);
    if (fastest <= slow) return taken;
  }
  throw new Error(`It took ${Math.round(fastest)} ms; ${slow} are allowed`);
}

/** Processor time of this process, in milliseconds. */
function usedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** What a check has thrown, in words. */
export function problemOf(thrown: unknown): string {
  return thrown instanceof Error
    ? `${thrown.name}: ${thrown.message}`
    : String(thrown);
}

async function watchedCheck(
  { target, place, current }: CheckOptions,
  input: Uint8Array,
  seed: number,
): Promise<boolean> {
  current.begin({ target: place, seed, input });
  try {
    return await target.check(input);
  } finally {
    current.end();
  }
}
