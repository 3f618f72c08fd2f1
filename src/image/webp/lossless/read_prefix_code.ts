import { DamagedData } from "../coded_fault.ts";
import type { BitReader } from "./bit_reader.ts";
import { PrefixCode } from "./prefix_code.ts";

/** The order in which the code for lengths gives those of its own codes. */
const lengthOrder = [
  ...[17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
] as const;

/** Symbols of that code from this one on repeat a length; those below are lengths. */
const firstRepeat = 16;

/** How often the symbols from 16 repeat: a least number and the bits of what is added. */
const repeats = [
  { least: 3, bits: 2 },
  { least: 3, bits: 3 },
  { least: 11, bits: 7 },
] as const;

/** What is repeated where there was no length yet. */
const firstLength = 8;

/**
 * Reads the description of a prefix code (WebP lossless bitstream
 * specification, 6.2.1).
 *
 * @param lengths room for the length of each symbol of the alphabet
 * @throws {DamagedData} where it makes up no whole code
 * @throws {EndedData} where the bits end
 */
export function readPrefixCode(
  bits: BitReader,
  lengths: Uint8Array,
): PrefixCode {
  lengths.fill(0);
  if (bits.read(1) === 1) readSimple(bits, lengths);
  else readLengths(bits, lengths);
  return new PrefixCode(lengths);
}

/** One or two symbols; one beyond the alphabet has no effect. */
function readSimple(bits: BitReader, lengths: Uint8Array): void {
  const hasTwo = bits.read(1) === 1;
  const firstBits = bits.read(1) === 1 ? 8 : 1;
  lengths[bits.read(firstBits)] = 1;
  if (hasTwo) lengths[bits.read(8)] = 1;
}

function readLengths(bits: BitReader, lengths: Uint8Array): void {
  const code = readLengthCode(bits);
  const given = readGivenCount(bits, lengths.length);
  let last = firstLength;
  let at = 0;
  for (let count = 0; count < given && at < lengths.length; count++) {
    const symbol = code.read(bits);
    if (symbol < firstRepeat) {
      lengths[at++] = symbol;
      if (symbol !== 0) last = symbol;
    } else {
      const repeat = repeats[symbol - firstRepeat] ?? repeats[0];
      const end = at + repeat.least + bits.read(repeat.bits);
      if (end > lengths.length) throw new DamagedData();
      lengths.fill(symbol === firstRepeat ? last : 0, at, end);
      at = end;
    }
  }
}

/** The code in which the lengths are written. */
function readLengthCode(bits: BitReader): PrefixCode {
  const lengths = new Uint8Array(lengthOrder.length);
  const given = 4 + bits.read(4);
  for (let index = 0; index < given; index++) {
    lengths[lengthOrder[index] ?? 0] = bits.read(3);
  }
  return new PrefixCode(lengths);
}

/** How many symbols of that code there are at most; behind them lengths are 0. */
function readGivenCount(bits: BitReader, alphabet: number): number {
  if (bits.read(1) === 0) return alphabet;
  const given = 2 + bits.read(2 + 2 * bits.read(3));
  if (given > alphabet) throw new DamagedData();
  return given;
}
