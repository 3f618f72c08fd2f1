/**
 * Runs `work` on every item, at most `width` at a time, and gives the results
 * in the items' order. When something fails nothing new is started, what runs
 * is waited for, and the failure of the earliest item is thrown.
 */
export async function boundedMap<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const failures = new Map<number, unknown>();
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) {
      try {
        results.set(index, await work(item, index));
      } catch (error) {
        failures.set(index, error);
      }
      if (failures.size > 0) return;
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}
