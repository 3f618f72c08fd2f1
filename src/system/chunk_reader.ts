/** Bytes read at a time: what a pipe of Linux holds. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Reads a byte stream through one buffer: a new one for each chunk would leave
 * as much garbage as flows through, which a flood turns into memory.
 */
export class ChunkReader {
  readonly #reader: ReadableStreamBYOBReader;
  #buffer = new ArrayBuffer(CHUNK_BYTES);

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader({ mode: "byob" });
  }

  /** The next chunk, which lasts until the next call; undefined at the end. */
  async read(): Promise<Uint8Array | undefined> {
    const { value, done } = await this.#reader.read(
      new Uint8Array(this.#buffer),
    );
    if (done) return undefined;
    this.#buffer = value.buffer;
    return value;
  }

  /** Ends the reading; a `read` that waits gets undefined. Never rejects. */
  async cancel(): Promise<void> {
    await this.#reader.cancel().catch(ignoreClosed);
  }
}

/** A pipe that is already closed has nothing left to cancel. */
function ignoreClosed(): void {}
