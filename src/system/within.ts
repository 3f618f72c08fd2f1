/** Marks that time ran out in {@linkcode within}. */
export const timedOut: unique symbol = Symbol("timed out");

/**
 * Waits for `promise`, but no longer than `milliseconds`. The timer is gone
 * afterwards, so it never keeps the program alive.
 */
export async function within<T>(
  promise: PromiseLike<T>,
  milliseconds: number,
): Promise<T | typeof timedOut> {
  const { promise: timer, resolve } = Promise.withResolvers<typeof timedOut>();
  const id = setTimeout(() => resolve(timedOut), milliseconds);
  try {
    return await Promise.race([promise, timer]);
  } finally {
    clearTimeout(id);
  }
}
