import type { Work } from "../work.ts";
import type { BitReader } from "./bit_reader.ts";
import type { PrefixCode } from "./prefix_code.ts";
import { readPrefixCode } from "./read_prefix_code.ts";

/** Symbols of the first code below this one are green samples. */
export const literals = 256;

/** Symbols of the first code below this one copy; those from it on are of the colour cache. */
export const copiesEnd = literals + 24;

/** Prefixes of the distances that copies come from. */
const distances = 40;

/** Lengths of codes that are read in the time of a step. */
const lengthsPerStep = 4;

/** The prefix codes for the pixels of a part of a picture (specification, 6.2). */
export interface CodeGroup {
  readonly green: PrefixCode;
  readonly red: PrefixCode;
  readonly blue: PrefixCode;
  readonly alpha: PrefixCode;
  readonly distance: PrefixCode;
  /** Every pixel is the same, and takes no bits. */
  readonly isConstant: boolean;
  /** Steps of work for a pixel: one, and one for each other sample that takes bits. */
  readonly steps: number;
}

/** Reads groups of codes. */
export class CodeGroupReader {
  readonly #bits: BitReader;
  readonly #work: Work;
  readonly #greenLengths: Uint8Array;
  readonly #sampleLengths = new Uint8Array(literals);
  readonly #distanceLengths = new Uint8Array(distances);

  /** `cacheSize` is the number of colours in the cache; 0 for none. */
  constructor(bits: BitReader, cacheSize: number, work: Work) {
    this.#bits = bits;
    this.#work = work;
    this.#greenLengths = new Uint8Array(copiesEnd + cacheSize);
  }

  /**
   * Reads the five codes of the next group.
   *
   * @throws {DamagedData} where one of them is no whole code
   */
  read(): CodeGroup {
    const green = this.#readCode(this.#greenLengths);
    const red = this.#readCode(this.#sampleLengths);
    const blue = this.#readCode(this.#sampleLengths);
    const alpha = this.#readCode(this.#sampleLengths);
    const distance = this.#readCode(this.#distanceLengths);
    const choices = [red, blue, alpha]
      .filter(({ onlySymbol }) => onlySymbol === undefined).length;
    return {
      ...{ green, red, blue, alpha, distance },
      isConstant: isConstant(green, choices),
      steps: 1 + choices,
    };
  }

  #readCode(lengths: Uint8Array): PrefixCode {
    this.#work.spend(1 + Math.floor(lengths.length / lengthsPerStep));
    return readPrefixCode(this.#bits, lengths);
  }
}

/** Memory that the group takes, in bytes. */
export function groupSize(
  { green, red, blue, alpha, distance }: CodeGroup,
): number {
  return green.size + red.size + blue.size + alpha.size + distance.size;
}

/** `choices` is the number of the codes for other samples that take bits. */
function isConstant({ onlySymbol }: PrefixCode, choices: number): boolean {
  if (onlySymbol === undefined) return false;
  return onlySymbol < literals ? choices === 0 : onlySymbol >= copiesEnd;
}
