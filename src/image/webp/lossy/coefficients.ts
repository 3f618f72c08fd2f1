import type { BoolReader } from "./bool_reader.ts";
import { bands, branches, contexts } from "./coefficient_probabilities.ts";

/** Numbers of the block types. */
export const blockType = {
  lumaWithoutDc: 0,
  lumaDc: 1,
  chroma: 2,
  luma: 3,
} as const;

/** Coefficients of a block. */
const blockLength = 16;

/** The band of each coefficient in the order in which they come (RFC 6386, 13.3). */
const bandOf = [0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7] as const;

/** Probabilities of the bits that the largest four kinds of values add, highest bit first (RFC 6386, 13.2). */
const extraBits = [
  [173, 148, 140],
  [176, 155, 140, 135],
  [180, 157, 141, 134, 130],
  [254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129],
] as const;

/** Steps of work for a value, and again for one above 1. */
const valueSteps = 2;

/** Reads the coefficients of blocks and passes their values over (RFC 6386, 13). */
export class CoefficientReader {
  readonly #probabilities: Uint8Array;
  #steps = 0;

  /** `probabilities` are by block type, band, context and branch. */
  constructor(probabilities: Uint8Array) {
    this.#probabilities = probabilities;
  }

  /** The steps of work since this was asked the last time. */
  takeSteps(): number {
    const steps = this.#steps;
    this.#steps = 0;
    return steps;
  }

  /**
   * Reads a block.
   *
   * @param context how many of the blocks above and to the left have coefficients
   * @returns whether the block has any
   * @throws {EndedData} where its partition ends
   */
  readBlock(reader: BoolReader, type: number, context: number): boolean {
    let index = type === blockType.lumaWithoutDc ? 1 : 0;
    let at = placeOf(type, index, context);
    if (!reader.read(this.#of(at))) return false;
    for (;;) {
      this.#steps += valueSteps;
      const isZero = !reader.read(this.#of(at + 1));
      const next = isZero ? 0 : this.#passValue(reader, at);
      index++;
      if (index === blockLength) return true;
      at = placeOf(type, index, next);
      // A zero is never the last coefficient.
      if (!isZero && !reader.read(this.#of(at))) return true;
    }
  }

  /** Passes a value and its sign; gives the context of the next coefficient. */
  #passValue(reader: BoolReader, at: number): number {
    const isOne = !reader.read(this.#of(at + 2));
    if (!isOne) this.#passLarge(reader, at);
    reader.flag();
    return isOne ? 1 : 2;
  }

  #passLarge(reader: BoolReader, at: number): void {
    this.#steps += valueSteps;
    if (!reader.read(this.#of(at + 3))) {
      if (reader.read(this.#of(at + 4))) reader.read(this.#of(at + 5));
    } else if (reader.read(this.#of(at + 6))) {
      const upper = reader.read(this.#of(at + 8)) ? 1 : 0;
      const lower = reader.read(this.#of(at + 9 + upper)) ? 1 : 0;
      for (const bit of extraBits[2 * upper + lower] ?? []) reader.read(bit);
    } else if (reader.read(this.#of(at + 7))) {
      reader.read(165);
      reader.read(145);
    } else {
      reader.read(159);
    }
  }

  #of(at: number): number {
    return this.#probabilities[at] ?? 0;
  }
}

/** Where the probabilities of a coefficient begin. */
function placeOf(type: number, index: number, context: number): number {
  const band = bandOf[index] ?? 0;
  return ((type * bands + band) * contexts + context) * branches;
}
