/**
 * Keeps the last bytes of a stream, whatever flows through it: what a program
 * said last on stderr explains why it ended (guarantee G11). The memory it takes
 * is the same for any flood.
 */
export class Tail {
  /** Twice as long, so that it is moved once for every `maxBytes`. */
  readonly #kept: Uint8Array;
  #length = 0;
  #dropped = false;

  constructor(readonly maxBytes: number) {
    this.#kept = new Uint8Array(2 * maxBytes);
  }

  push(chunk: Uint8Array): void {
    const part = chunk.subarray(-this.maxBytes);
    this.#dropped ||= this.#length + chunk.length > this.maxBytes;
    if (this.#length + part.length > this.#kept.length) {
      this.#kept.copyWithin(0, this.#length - this.maxBytes, this.#length);
      this.#length = this.maxBytes;
    }
    this.#kept.set(part, this.#length);
    this.#length += part.length;
  }

  /** The text kept, bytes that are not UTF-8 replaced. */
  text(): string {
    const from = Math.max(0, this.#length - this.maxBytes);
    return new TextDecoder().decode(this.#kept.subarray(from, this.#length));
  }

  /**
   * {@linkcode text} from its first whole line on: where its beginning was
   * dropped, half a secret may stand, which nothing would know as one
   * (guarantee G24).
   */
  wholeLines(): string {
    const text = this.text();
    if (!this.#dropped) return text;
    const end = text.indexOf("\n");
    return end < 0 ? "" : text.slice(end + 1);
  }
}
