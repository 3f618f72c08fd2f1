import type { Readiness } from "./readiness.ts";

/** How long an answer is good for, in milliseconds; hosts keep theirs as long. */
export const REUSED_MS = 30_000;

/**
 * Asks `check`, and gives its answer again for a while. Questions that come
 * while it is at work wait for the same answer. Only good news is reused:
 * whoever has just logged in wants to see it.
 *
 * @param now Milliseconds on a clock that never goes back.
 */
export function reusedReadiness(
  check: () => Promise<Readiness>,
  now: () => number = () => performance.now(),
): () => Promise<Readiness> {
  let known: { readonly answer: Readiness; readonly at: number } | undefined;
  let asking: Promise<Readiness> | undefined;
  const ask = async () => {
    try {
      const answer = await check();
      known = answer.ok ? { answer, at: now() } : undefined;
      return answer;
    } finally {
      asking = undefined;
    }
  };
  return () => {
    if (known !== undefined && now() - known.at < REUSED_MS) {
      return Promise.resolve(known.answer);
    }
    return asking ??= ask();
  };
}
