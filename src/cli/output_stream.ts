/** Where a command's text goes. */
export interface Output {
  write(text: string): void;
  /** Why text was lost, if it was; a reader that left early is no reason. */
  readonly problem?: Error | undefined;
}

/** The part of `Deno.stdout` that is needed. */
export interface ByteSink {
  writeSync(bytes: Uint8Array): number;
}

/**
 * Bytes in one write. POSIX promises for a pipe that so few are taken whole or
 * not at all (`_POSIX_PIPE_BUF`), which matters on a pipe that does not block:
 * Deno cannot tell how much of a longer write went through before it was full.
 */
const CHUNK_BYTES = 512;

/** Pause before a full pipe is tried again, in milliseconds. */
const FULL_PIPE_MS = 2;

/**
 * Text written at once and in order, so that nothing is left to flush when the
 * program exits. Never throws: when the reader is gone (EPIPE) the rest is
 * dropped, and any other trouble is kept as `problem`.
 */
export class OutputStream implements Output {
  readonly #sink: ByteSink;
  #open = true;
  #problem: Error | undefined;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  get problem(): Error | undefined {
    return this.#problem;
  }

  write(text: string): void {
    let rest = new TextEncoder().encode(text);
    while (rest.length > 0 && this.#open) {
      rest = rest.subarray(this.#writeSome(rest.subarray(0, CHUNK_BYTES)));
    }
  }

  #writeSome(bytes: Uint8Array): number {
    try {
      return this.#sink.writeSync(bytes);
    } catch (error) {
      if (error instanceof Deno.errors.WouldBlock) {
        pause(FULL_PIPE_MS);
        return 0;
      }
      this.#open = false;
      if (!(error instanceof Deno.errors.BrokenPipe)) {
        this.#problem = error instanceof Error
          ? error
          : new Error(String(error));
      }
      return 0;
    }
  }
}

/** Blocks for `milliseconds`: exiting must not overtake what is being written. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
