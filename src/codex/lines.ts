const NEWLINE = 0x0a;

/**
 * Longest line taken from Codex, in bytes: a 32 MiB image is 43 MiB of base64
 * in one line (process-guarantee G5).
 */
export const MAX_LINE_BYTES = 48 * 1024 * 1024;

/** Thrown by {@linkcode LineSplitter} when a line grows over its limit. */
export class LineOverflow extends Error {
  override readonly name = "LineOverflow";
}

/**
 * Cuts a stream of bytes into lines, wherever the chunks break. Each byte is
 * copied once, so a line costs linear time whatever its length.
 */
export class LineSplitter {
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(readonly maxBytes: number = MAX_LINE_BYTES) {}

  /**
   * Takes a chunk and gives back the lines it completes, without line ends
   * and without empty ones.
   *
   * @throws {LineOverflow} when a line is longer than `maxBytes`; what was
   * held of it is dropped.
   */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end >= 0;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      this.#hold(chunk.subarray(start, end));
      start = end + 1;
      const line = this.#take();
      if (line.length > 0) yield line;
    }
    this.#hold(chunk.subarray(start));
  }

  #hold(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > this.maxBytes) {
      this.#take();
      throw new LineOverflow(`A line is longer than ${this.maxBytes} bytes`);
    }
    if (part.length > 0) this.#parts.push(part);
  }

  #take(): Uint8Array {
    const parts = this.#parts;
    const length = this.#length;
    this.#parts = [];
    this.#length = 0;
    const line = parts.length === 1 && parts[0]
      ? parts[0]
      : join(parts, length);
    return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
