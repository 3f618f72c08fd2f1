/** Wall times of one command, in milliseconds. */
export type Series = readonly number[];

/** One run of a command to its end; gives its wall time in milliseconds. */
export type Run = () => Promise<number>;

/**
 * Runs commands in turn, so that all meet the same machine: once without
 * counting and then `rounds` times.
 */
export function inTurn<const Runs extends readonly Run[]>(
  rounds: number,
  ...runs: Runs
): Promise<{ [Index in keyof Runs]: Series }>;
export async function inTurn(
  rounds: number,
  ...runs: readonly Run[]
): Promise<Series[]> {
  const series = runs.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, run] of runs.entries()) {
      const time = await run();
      if (round > 0) series[index]?.push(time);
    }
  }
  return series;
}

/** The middle value. */
export function median(values: Series): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Median and range, such as `52 ms (50 to 61)`. */
export function seriesText(values: Series): string {
  const whole = (value: number) => value.toFixed(0);
  return `${whole(median(values))} ms (${whole(Math.min(...values))} to ${
    whole(Math.max(...values))
  })`;
}
