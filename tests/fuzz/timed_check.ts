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
 * three times: a busy computer is no finding.
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
    const taken = await watchedCheck(options, input, seed);
    fastest = Math.min(fastest, performance.now() - begun);
    if (fastest <= slow) return taken;
  }
  throw new Error(`It took ${Math.round(fastest)} ms; ${slow} are allowed`);
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
