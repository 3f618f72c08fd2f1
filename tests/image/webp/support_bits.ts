/** The coded data of lossless WebP pictures bit by bit, right or deliberately wrong. */
import * as webps from "../support_webp.ts";

/** The order in which a code for lengths gives those of its own codes. */
const lengthOrder: readonly number[] = [
  ...[17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
];

/** Writes bits from the lowest of each byte up. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #length = 0;

  /** All bits, and zeros to the end of the last byte. */
  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** How many bits there are. */
  get length(): number {
    return this.#length;
  }

  /** Adds a number of so many bits. */
  put(value: number, bits: number): this {
    for (let bit = 0; bit < bits; bit++) {
      const at = this.#length >> 3;
      this.#bytes[at] = (this.#bytes[at] ?? 0) |
        (((value >> bit) & 1) << (this.#length & 7));
      this.#length++;
    }
    return this;
  }

  /** Adds the same number so many times. */
  repeat(value: number, bits: number, times: number): this {
    for (let count = 0; count < times; count++) this.put(value, bits);
    return this;
  }

  /** Adds whether there is a colour cache, and its size. */
  cache(bits: number): this {
    return bits === 0 ? this.put(0, 1) : this.put(1, 1).put(bits, 4);
  }

  /** What comes before the codes of a picture: no transform, this cache, one group. */
  plain(cacheBits = 0): this {
    return this.put(0, 1).cache(cacheBits).put(0, 1);
  }

  /** What comes before the image that gives blocks of 4 x 4 pixels their codes. */
  blocks(cacheBits = 0): this {
    return this.put(0, 1).cache(cacheBits).put(1, 1).put(0, 3);
  }

  /** Adds a code of one symbol, or of two that take a bit. */
  simple(first: number, second?: number): this {
    this.put(1, 1).put(second === undefined ? 0 : 1, 1);
    this.put(1, 1).put(first, 8);
    return second === undefined ? this : this.put(second, 8);
  }

  /** Adds so many codes of the symbol 0, in as few bits as can be. */
  zeros(codes: number): this {
    return this.repeat(1, 4, codes);
  }

  /** Begins a code by the lengths of the codes that its lengths are written in. */
  lengthCode(lengths: Readonly<Record<number, number>>): this {
    const last = lengthOrder.findLastIndex((symbol) => symbol in lengths);
    const given = Math.max(4, last + 1);
    this.put(0, 1).put(given - 4, 4);
    for (const symbol of lengthOrder.slice(0, given)) {
      this.put(lengths[symbol] ?? 0, 3);
    }
    return this;
  }

  /** Says how many lengths are given. */
  given(count: number): this {
    return this.put(1, 1).put(7, 3).put(count - 2, 16);
  }

  /** Adds a code whose symbols from 0 on all have codes of this length; their lengths take no bits. */
  flat(length: number, symbols: number): this {
    return this.lengthCode({ [length]: 1 }).given(symbols);
  }

  /** Adds a symbol of such a code. */
  flatSymbol(symbol: number, length: number): this {
    for (let bit = length - 1; bit >= 0; bit--) this.put(symbol >> bit, 1);
    return this;
  }

  /** Adds a code of two symbols that take a bit: 0, and 256 or one to 21 behind it. */
  withCopies(prefix: number): this {
    this.lengthCode({ 1: 1, 18: 1 }).given(4);
    return this.put(0, 1).put(1, 1).put(138 - 11, 7)
      .put(1, 1).put(255 + prefix - 138 - 11, 7).put(0, 1);
  }
}

/** A file with a lossless picture of this data, 16 x 9 pixels unless it says otherwise. */
export function lossless(
  data: BitWriter,
  size: { readonly width?: number; readonly height?: number } = {},
): Uint8Array {
  return webps.webp(webps.lossless({ ...size, data: data.bytes }));
}
