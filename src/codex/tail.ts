/**
 * Keeps the last bytes of a stream, whatever flows through it: what a program
 * said last on stderr explains why it ended (process-guarantee G11).
 */
export class Tail {
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(readonly maxBytes: number) {}

  push(chunk: Uint8Array): void {
    // A copy, because a view would keep the whole chunk's buffer alive.
    const part = chunk.slice(-this.maxBytes);
    this.#parts.push(part);
    this.#length += part.length;
    for (
      let first = this.#parts[0];
      first && this.#length - first.length >= this.maxBytes;
      first = this.#parts[0]
    ) {
      this.#parts.shift();
      this.#length -= first.length;
    }
  }

  /** The text kept, bytes that are not UTF-8 replaced. */
  text(): string {
    const decoder = new TextDecoder();
    const text = this.#parts.map((part) =>
      decoder.decode(part, { stream: true })
    );
    return text.join("") + decoder.decode();
  }
}
