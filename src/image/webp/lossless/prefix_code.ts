import { DamagedData } from "../coded_fault.ts";
import type { BitReader } from "./bit_reader.ts";

/** Longest code, in bits. */
const longestCode = 15;

/** Bits that are looked up at once; few symbols have longer codes. */
const mostRootBits = 9;

/** Stands for the length of a code where it is longer than that. */
const isLonger = 15;

/**
 * A canonical prefix code (WebP lossless bitstream specification, 6.2.1). A
 * picture may have a quarter of a million of them: all parts of the table are
 * in one array.
 */
export class PrefixCode {
  /**
   * How many codes have each length; then, from `#root` on, by the next bits,
   * the symbol times 16 and the length of its code; then, from `#symbols` on,
   * the symbols in the order of their codes.
   */
  readonly #table: Uint16Array;
  readonly #root = longestCode + 1;
  readonly #mask: number;
  readonly #symbols: number;
  /** The symbol of a code that has no other, and takes no bits. */
  readonly onlySymbol: number | undefined;

  /**
   * @param lengths of each symbol's code in bits, 0 where it has none
   * @throws {DamagedData} unless they make up a whole code, or that of one symbol
   */
  constructor(lengths: Uint8Array) {
    const counts = countLengths(lengths);
    const symbols = lengths.length - (counts[0] ?? 0);
    counts[0] = 0;
    if (symbols !== 1) assertWhole(counts);
    const longest = counts.findLastIndex((count) => count > 0);
    const rootBits = symbols === 1 ? 0 : Math.min(longest, mostRootBits);
    this.#mask = 2 ** rootBits - 1;
    this.#symbols = this.#root + 2 ** rootBits;
    this.#table = new Uint16Array(this.#symbols + symbols);
    this.#table.set(counts);
    this.#sortSymbols(lengths, counts);
    this.#fillRoot(rootBits);
    if (symbols === 1) this.onlySymbol = this.#table[this.#symbols];
  }

  /** Memory that it takes, in bytes (measured). */
  get size(): number {
    return 500 + this.#table.byteLength;
  }

  /**
   * The next symbol.
   *
   * @throws {EndedData} where the bits end before it does
   */
  read(bits: BitReader): number {
    const next = bits.peek();
    const entry = this.#table[this.#root + (next & this.#mask)] ?? 0;
    const length = entry & 15;
    if (length === isLonger) return this.#readLonger(bits, next);
    bits.skip(length);
    return entry >>> 4;
  }

  /** Goes through the lengths: the codes of one length are numbers in a row. */
  #readLonger(bits: BitReader, next: number): number {
    let code = 0;
    let firstCode = 0;
    let firstAt = this.#symbols;
    for (let length = 1; length <= longestCode; length++) {
      code = (code << 1) | ((next >>> (length - 1)) & 1);
      const count = this.#table[length] ?? 0;
      if (code - firstCode < count) {
        bits.skip(length);
        return this.#table[firstAt + code - firstCode] ?? 0;
      }
      firstAt += count;
      firstCode = (firstCode + count) << 1;
    }
    throw new DamagedData();
  }

  /** By the lengths of their codes, and by number where these are equal. */
  #sortSymbols(lengths: Uint8Array, counts: Uint16Array): void {
    let at = this.#symbols;
    const next = counts.map((count) => (at += count) - count);
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const length = lengths[symbol] ?? 0;
      if (length === 0) continue;
      const place = next[length] ?? 0;
      this.#table[place] = symbol;
      next[length] = place + 1;
    }
  }

  #fillRoot(rootBits: number): void {
    if (rootBits === 0) {
      this.#table[this.#root] = (this.#table[this.#symbols] ?? 0) << 4;
      return;
    }
    this.#table.fill(isLonger, this.#root, this.#symbols);
    let from = this.#symbols;
    let code = 0;
    for (let length = 1; length <= rootBits; length++) {
      const to = from + (this.#table[length] ?? 0);
      for (; from < to; from++, code++) {
        const entry = ((this.#table[from] ?? 0) << 4) | length;
        let at = this.#root + reversed(code, length);
        for (; at < this.#symbols; at += 2 ** length) this.#table[at] = entry;
      }
      code <<= 1;
    }
  }
}

function countLengths(lengths: Uint8Array): Uint16Array {
  const counts = new Uint16Array(longestCode + 1);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] ?? 0;
    counts[length] = (counts[length] ?? 0) + 1;
  }
  return counts;
}

/** @throws {DamagedData} where codes are left over or used twice */
function assertWhole(counts: Uint16Array): void {
  let free = 1;
  for (let length = 1; length <= longestCode; length++) {
    free = free * 2 - (counts[length] ?? 0);
  }
  if (free !== 0) throw new DamagedData();
}

/** A code comes with its highest bit first, other numbers with their lowest. */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) {
    result = (result << 1) | ((code >> bit) & 1);
  }
  return result;
}
