/** Figures of two commands that were run in turn, so that both meet the same machine. */
export interface Pair {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/**
 * Runs both in turn, once without counting and then `rounds` times; each gives
 * its wall time in milliseconds.
 */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Pair> {
  await ours();
  await theirs();
  const pair = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    pair.ours.push(await ours());
    pair.theirs.push(await theirs());
  }
  return pair;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** One line: median and range of both, and how they compare. */
export function pairText(name: string, { ours, theirs }: Pair): string {
  const figure = (values: readonly number[]) =>
    `${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)} to ${
      Math.max(...values).toFixed(0)
    })`;
  const difference = median(ours) - median(theirs);
  const ratio = median(ours) / median(theirs);
  return `| ${name} | ${figure(ours)} | ${figure(theirs)} | ${
    difference.toFixed(0)
  } ms | ${ratio.toFixed(2)} |`;
}
