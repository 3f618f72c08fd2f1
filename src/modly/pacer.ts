/** What a pacer needs of time; tests put their own in its place. */
export interface Timers {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Does `work` later, unless what it gives back is called before. */
  after(milliseconds: number, work: () => void): () => void;
}

/** This program's time. */
const systemTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, work) {
    const id = setTimeout(work, milliseconds);
    return () => clearTimeout(id);
  },
};

/**
 * Least time between two progress messages, in milliseconds. Upstream Modly
 * v0.3.6 got out of step when it cancelled a runner that sent many.
 */
export const PACE_MS = 500;

/** Passes on the first value at once and later ones no faster than the pace; the newest wins. */
export class Pacer<T> {
  readonly #send: (value: T) => void;
  readonly #timers: Timers;
  #sentAt = -Infinity;
  #waiting: { value: T; readonly cancel: () => void } | undefined;
  #stopped = false;

  constructor(send: (value: T) => void, timers: Timers = systemTimers) {
    this.#send = send;
    this.#timers = timers;
  }

  /** Something new to tell. */
  push(value: T): void {
    if (this.#stopped) return;
    if (this.#waiting !== undefined) {
      this.#waiting.value = value;
      return;
    }
    const wait = this.#sentAt + PACE_MS - this.#timers.now();
    if (wait <= 0) return this.#pass(value);
    const cancel = this.#timers.after(wait, () => this.#passWaiting());
    this.#waiting = { value, cancel };
  }

  /** Nothing is passed on from now on. */
  stop(): void {
    this.#stopped = true;
    this.#waiting?.cancel();
    this.#waiting = undefined;
  }

  #passWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.#pass(waiting.value);
  }

  #pass(value: T): void {
    this.#sentAt = this.#timers.now();
    this.#send(value);
  }
}
