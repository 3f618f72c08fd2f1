/** Times that a busy computer can only make longer. */
import { fail } from "@std/assert";

/** How often a round is tried before its time counts as too long. */
const ROUNDS = 3;

/**
 * Fails unless one of three rounds takes at most `limit` milliseconds. Other
 * programs on this computer can make every round slow, but none quick.
 *
 * @param round Does what is measured and gives how long it took, in milliseconds.
 */
export async function assertWithin(
  limit: number,
  round: () => Promise<number>,
): Promise<void> {
  const times: number[] = [];
  while (times.length < ROUNDS) {
    const took = await round();
    if (took <= limit) return;
    times.push(took);
  }
  fail(`It took ${times.map(Math.round).join(", ")} ms, not ${limit}`);
}

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
