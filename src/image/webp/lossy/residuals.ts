import type { BoolReader } from "./bool_reader.ts";
import { blockType, type CoefficientReader } from "./coefficients.ts";
import type { MacroblockModes } from "./modes.ts";

/** A plane of a macroblock: its first flag among those of a side, and its blocks along a side. */
interface Plane {
  readonly flag: number;
  readonly side: number;
}

const luma: Plane = { flag: 0, side: 4 };
const chroma: readonly Plane[] = [{ flag: 4, side: 2 }, { flag: 6, side: 2 }];

/** Flag of the block with the luma's DC. */
const dcFlag = 8;

/** Flags of a macroblock's side. */
const flags = 9;

/** Reads the coefficients of macroblocks, row by row (RFC 6386, 13.3). */
export class ResidualReader {
  readonly #coefficients: CoefficientReader;
  /** Which blocks above have coefficients. */
  readonly #above: Uint8Array;
  /** Which blocks to the left have coefficients. */
  readonly #left = new Uint8Array(flags);

  constructor(coefficients: CoefficientReader, columns: number) {
    this.#coefficients = coefficients;
    this.#above = new Uint8Array(columns * flags);
  }

  /** Comes before each row. */
  beginRow(): void {
    this.#left.fill(0);
  }

  /**
   * Reads the next macroblock, which is in this column.
   *
   * @throws {EndedData} where its partition ends
   */
  read(
    reader: BoolReader,
    column: number,
    { hasDcBlock, isSkipped }: MacroblockModes,
  ): void {
    const base = column * flags;
    if (isSkipped) {
      // Without a DC block the flag of the last one that was there stays.
      const end = hasDcBlock ? flags : dcFlag;
      this.#above.fill(0, base, base + end);
      this.#left.fill(0, 0, end);
      return;
    }
    if (hasDcBlock) {
      this.#readBlock(reader, blockType.lumaDc, base + dcFlag, dcFlag);
    }
    const lumaType = hasDcBlock ? blockType.lumaWithoutDc : blockType.luma;
    this.#readPlane(reader, lumaType, base, luma);
    for (const plane of chroma) {
      this.#readPlane(reader, blockType.chroma, base, plane);
    }
  }

  #readPlane(
    reader: BoolReader,
    type: number,
    base: number,
    { flag, side }: Plane,
  ): void {
    for (let left = flag; left < flag + side; left++) {
      for (let above = flag; above < flag + side; above++) {
        this.#readBlock(reader, type, base + above, left);
      }
    }
  }

  #readBlock(
    reader: BoolReader,
    type: number,
    above: number,
    left: number,
  ): void {
    const context = (this.#above[above] ?? 0) + (this.#left[left] ?? 0);
    const has = this.#coefficients.readBlock(reader, type, context) ? 1 : 0;
    this.#above[above] = has;
    this.#left[left] = has;
  }
}
