import { DamagedData, EndedData } from "../coded_fault.ts";

/** Reads yes and no by their probability, with arithmetic decoding (RFC 6386, 7). */
export class BoolReader {
  readonly #bytes: Uint8Array;
  /** Offset of the next byte. */
  #at = 0;
  /** The bits under way: eight that count now, and `#ahead` more. */
  #value = 0;
  #ahead = -8;
  /** What the eight bits are below, 128 to 255. */
  #range = 255;

  /**
   * @throws {EndedData} where there are no bytes
   * @throws {DamagedData} where the first byte is 255, which no encoder can
   * write: what decoders read then depends on how many bits they hold
   */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#load();
    if (this.#value >= this.#range) throw new DamagedData();
  }

  /**
   * Whether something is so whose opposite has this probability, in 256ths.
   *
   * @throws {EndedData} where a byte behind the last one would be needed
   */
  read(probability: number): boolean {
    if (this.#ahead < 0) this.#load();
    const split = 1 + (((this.#range - 1) * probability) >> 8);
    const border = split << this.#ahead;
    const isSo = this.#value >= border;
    if (isSo) {
      this.#value -= border;
      this.#range -= split;
    } else {
      this.#range = split;
    }
    const shift = Math.clz32(this.#range) - 24;
    this.#range <<= shift;
    this.#ahead -= shift;
    return isSo;
  }

  /** A yes or no of even chances. */
  flag(): boolean {
    return this.read(128);
  }

  /** A number of so many bits. */
  number(bits: number): number {
    let value = 0;
    for (let bit = 0; bit < bits; bit++) {
      value = value * 2 + (this.flag() ? 1 : 0);
    }
    return value;
  }

  #load(): void {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new EndedData();
    this.#value = (this.#value << 8) | byte;
    this.#ahead += 8;
  }
}
