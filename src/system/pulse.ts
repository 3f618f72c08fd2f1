import { within } from "./within.ts";

/**
 * Wakes whoever waits for news. Take {@linkcode Pulse.next} before looking at
 * the news, then wait on it: a beat in between is not lost.
 */
export class Pulse {
  #beat = Promise.withResolvers<void>();

  /** Something happened. */
  beat(): void {
    this.#beat.resolve();
    this.#beat = Promise.withResolvers<void>();
  }

  /** The next beat from now on, to be waited for with a limit in milliseconds. */
  next(): { within(milliseconds: number): Promise<void> } {
    const { promise } = this.#beat;
    return {
      async within(milliseconds) {
        await within(promise, Math.max(0, milliseconds));
      },
    };
  }
}
