import type { HttpAnswer } from "./scenario.ts";

/** A plain answer in JSON. */
export function httpAnswer(
  answer: HttpAnswer,
  headers: Record<string, string> = {},
): Response {
  return Response.json(answer.body, {
    status: answer.status,
    headers: { ...headers, ...answer.headers },
  });
}

/**
 * Headers that promise more bytes than come: when the body ends, the server
 * drops the connection and the client sees it break.
 */
export const brokenOff = { "content-length": "1000000000" } as const;

/** Resolves when `opened` does or when `closing` aborts. */
export async function held(
  opened: Promise<void>,
  closing: AbortSignal,
): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  const stop = () => stopped.resolve();
  closing.addEventListener("abort", stop, { once: true });
  if (closing.aborted) stop();
  await Promise.race([opened, stopped.promise]);
  closing.removeEventListener("abort", stop);
}
