/**
 * How slow this computer is: the one place that says how long a test waits.
 *
 * `tests/run.ts` times a handshake with a genuine Codex before the first test
 * and hands it on. Every bound is a multiple of that, so that nothing fails
 * because the computer is slow or busy; how quick the product is, is for
 * `task bench` to say.
 */

/** The variable with the time of one handshake, in milliseconds. */
export const HANDSHAKE_VARIABLE = "MODLY_TEST_HANDSHAKE_MS";

/** The variable that is there in `task test:long`. */
export const LONG_VARIABLE = "MODLY_TEST_LONG";

/**
 * Is there time for what is slow, rare or a variant: every Codex version, the
 * whole of a table, thousands of generated cases?
 */
export const isLong: boolean = Deno.env.get(LONG_VARIABLE) !== undefined;

/** What a handshake counts for at least: other work can begin at any time. */
const LEAST_MS = 1_000;
/** How much slower the computer may become after the measurement. */
const MARGIN = 4;

const measured = Number(Deno.env.get(HANDSHAKE_VARIABLE) ?? 0);

/**
 * The time of so many handshakes with Codex at the pace of this computer, with
 * a margin: a second each where one takes a quarter of that or less.
 *
 * @returns Milliseconds.
 */
export function handshakes(count: number): number {
  return Math.ceil(count * Math.max(LEAST_MS, MARGIN * measured));
}

/** Longest wait for anything that comes by itself, in milliseconds. */
export const PATIENCE_MS: number = handshakes(60);
