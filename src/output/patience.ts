import { errorCode } from "./file_errors.ts";
import type { Files } from "./files.ts";

/**
 * On Windows a virus scanner or indexer that has just seen a new file holds it
 * for a moment, and moving or removing it is refused meanwhile.
 */

/** How long a refused operation is tried again, in milliseconds. */
export const BUSY_LIMIT_MS = 5_000;

const busyCodes: readonly string[] = ["EPERM", "EACCES", "EBUSY"];

/**
 * How long to wait before an operation is tried again, in milliseconds;
 * undefined when it should not be. The pauses double from 10 ms to 250 ms.
 */
export function pauseBeforeRetry(
  code: string,
  tries: number,
  elapsedMs: number,
): number | undefined {
  if (!busyCodes.includes(code) || elapsedMs >= BUSY_LIMIT_MS) return undefined;
  return Math.min(10 * 2 ** (tries - 1), 250, BUSY_LIMIT_MS - elapsedMs);
}

/** A clock that can wait. */
export interface Clock {
  /** Milliseconds from any start. */
  now(): number;
  pause(ms: number): Promise<void>;
}

const systemClock: Clock = {
  now: () => performance.now(),
  pause: (ms) => new Promise((done) => setTimeout(done, ms)),
};

/** The same files, patient when a finished file is moved, named or removed. */
export function patientFiles(files: Files, clock = systemClock): Files {
  const patiently = async (operation: () => Promise<void>): Promise<void> => {
    const start = clock.now();
    for (let tries = 1;; tries++) {
      try {
        return await operation();
      } catch (error) {
        const pause = pauseBeforeRetry(
          errorCode(error),
          tries,
          clock.now() - start,
        );
        if (pause === undefined) throw error;
        await clock.pause(pause);
      }
    }
  };
  return {
    ...files,
    link: (from, to) => patiently(() => files.link(from, to)),
    rename: (from, to) => patiently(() => files.rename(from, to)),
    remove: (path) => patiently(() => files.remove(path)),
  };
}
