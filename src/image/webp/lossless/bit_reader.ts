import { EndedData } from "../coded_fault.ts";

/** Bits that libwebp's window holds: it reads zeros in what a shorter stream leaves of it. */
const windowBits = 64;

/** Reads bits from the lowest of each byte up (WebP lossless bitstream specification, 3). */
export class BitReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Offset behind which 32 bits can't be read at once. */
  readonly #lastWord: number;
  readonly #end: number;
  /** Offset in bits. */
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#lastWord = bytes.length - 4;
    this.#end = Math.max(windowBits, bytes.length * 8);
  }

  /** The next 25 bits or more, zeros behind the end; they stay unread. */
  peek(): number {
    const at = this.#at >>> 3;
    const word = at <= this.#lastWord
      ? this.#view.getUint32(at, true)
      : this.#lastBits(at);
    return word >>> (this.#at & 7);
  }

  /**
   * Passes bits over.
   *
   * @throws {EndedData} where there are not so many left
   */
  skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#end) throw new EndedData();
  }

  /**
   * A number of up to 24 bits.
   *
   * @throws {EndedData} where there are not so many left
   */
  read(count: number): number {
    const value = this.peek() & (2 ** count - 1);
    this.skip(count);
    return value;
  }

  #lastBits(at: number): number {
    let word = 0;
    for (let index = 3; index >= 0; index--) {
      word = (word << 8) | (this.#bytes[at + index] ?? 0);
    }
    return word;
  }
}
