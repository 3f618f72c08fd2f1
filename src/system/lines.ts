const NEWLINE = 0x0a;

/** Thrown by {@linkcode LineSplitter} when a line grows over its limit. */
export class LineOverflow extends Error {
  override readonly name = "LineOverflow";
}

/**
 * Cuts a stream of bytes into lines of text, wherever the chunks break. Bytes
 * are decoded as they come and not kept, so a line costs linear time and little
 * more memory than its text. What is not UTF-8 becomes U+FFFD.
 */
export class LineSplitter {
  // Without `ignoreBOM`, Deno 2.9.6 loses a U+FEFF that begins a later chunk.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #parts: string[] = [];
  #bytes = 0;

  /** @param maxBytes Longest line that is taken, without its line feed. */
  constructor(readonly maxBytes: number) {}

  /**
   * Takes a chunk and gives back the lines it completes, without line ends,
   * without a byte order mark in front, and without empty ones.
   *
   * @throws {LineOverflow} when a line is longer than `maxBytes`; what was
   * held of it is dropped.
   */
  *push(chunk: Uint8Array): Generator<string> {
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end >= 0;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      this.#hold(chunk.subarray(start, end));
      start = end + 1;
      const line = this.#take();
      if (line !== "") yield line;
    }
    this.#hold(chunk.subarray(start));
  }

  #hold(part: Uint8Array): void {
    this.#bytes += part.length;
    if (this.#bytes > this.maxBytes) {
      this.#take();
      throw new LineOverflow(`A line is longer than ${this.maxBytes} bytes`);
    }
    if (part.length === 0) return;
    this.#parts.push(this.#decoder.decode(part, { stream: true }));
  }

  #take(): string {
    const line = this.#parts.join("") + this.#decoder.decode();
    this.#parts = [];
    this.#bytes = 0;
    return line.slice(
      line.startsWith("\uFEFF") ? 1 : 0,
      line.endsWith("\r") ? -1 : undefined,
    );
  }
}
