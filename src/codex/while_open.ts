import { Failure } from "../errors/failure.ts";

/** Something that can be ended, which ends everything that waits on it. */
export interface Closable {
  close(): Promise<void>;
}

/**
 * Does `work` on an open connection. An abort closes it and becomes
 * `runtime/cancelled`; any failure closes it too, so that nothing is left.
 */
export async function whileOpen<T>(
  connection: Closable,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const close = () => void connection.close();
  signal.addEventListener("abort", close);
  try {
    signal.throwIfAborted();
    const result = await work();
    signal.throwIfAborted();
    return result;
  } catch (error) {
    await connection.close();
    throw signal.aborted ? new Failure("runtime/cancelled") : error;
  } finally {
    signal.removeEventListener("abort", close);
  }
}
