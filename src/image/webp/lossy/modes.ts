import type { BoolReader } from "./bool_reader.ts";
import type { FrameHeader } from "./frame_header.ts";
import { blockModes, modeProbabilities } from "./mode_probabilities.ts";

/** What the coefficients of a macroblock are read by. */
export interface MacroblockModes {
  /** The DC of its luma blocks comes in a block of its own. */
  readonly hasDcBlock: boolean;
  /** It has no coefficients. */
  readonly isSkipped: boolean;
}

/** Blocks of 4 x 4 pixels along the side of a macroblock. */
const side = 4;

/** Branches in the tree of a block's mode. */
const branches = blockModes - 1;

/** The modes of blocks, in RFC 6386's order. */
const mode = { dc: 0, motion: 1, vertical: 2, horizontal: 3 } as const;

/** The tree of a block's mode: a branch's two ends; below 0 they are modes (RFC 6386, 8.1 and 11.2). */
const tree = [
  ...[~0, 1],
  ...[~1, 2],
  ...[~2, 3],
  ...[4, 6],
  ...[~3, 5],
  ...[~5, ~6],
  ...[~4, 7],
  ...[~7, 8],
  ...[~8, ~9],
] as const;

/** Reads the modes of macroblocks, row by row (RFC 6386, 11). */
export class ModeReader {
  readonly #reader: BoolReader;
  readonly #header: FrameHeader;
  /** Modes of the blocks above, from the left. */
  readonly #above: Uint8Array;
  /** Modes of the blocks to the left, from above. */
  readonly #left = new Uint8Array(side);

  /** `reader` stands behind the header. */
  constructor(reader: BoolReader, header: FrameHeader, columns: number) {
    this.#reader = reader;
    this.#header = header;
    this.#above = new Uint8Array(columns * side);
  }

  /** Comes before each row. */
  beginRow(): void {
    this.#left.fill(mode.dc);
  }

  /**
   * Reads the modes of the next macroblock, which is in this column.
   *
   * @throws {EndedData} where the first partition ends
   */
  read(column: number): MacroblockModes {
    const reader = this.#reader;
    const { segmentTree, unskipped } = this.#header;
    if (segmentTree !== undefined) {
      const [first = 0, second = 0, third = 0] = segmentTree;
      reader.read(reader.read(first) ? third : second);
    }
    const isSkipped = unskipped !== undefined && reader.read(unskipped);
    const hasDcBlock = reader.read(145);
    if (hasDcBlock) this.#fill(column, this.#readWholeMode());
    else this.#readBlockModes(column);
    this.#passChromaMode();
    return { hasDcBlock, isSkipped };
  }

  /** One mode for all blocks of the macroblock. */
  #readWholeMode(): number {
    const reader = this.#reader;
    if (reader.read(156)) {
      return reader.read(128) ? mode.motion : mode.horizontal;
    }
    return reader.read(163) ? mode.vertical : mode.dc;
  }

  #fill(column: number, whole: number): void {
    this.#above.fill(whole, column * side, (column + 1) * side);
    this.#left.fill(whole);
  }

  #readBlockModes(column: number): void {
    for (let row = 0; row < side; row++) {
      let left = this.#left[row] ?? 0;
      for (let at = column * side; at < (column + 1) * side; at++) {
        left = this.#readBlockMode(this.#above[at] ?? 0, left);
        this.#above[at] = left;
      }
      this.#left[row] = left;
    }
  }

  #readBlockMode(above: number, left: number): number {
    const context = (above * blockModes + left) * branches;
    let branch = 0;
    do {
      const probability = modeProbabilities[context + branch] ?? 0;
      const end = this.#reader.read(probability) ? 1 : 0;
      branch = tree[2 * branch + end] ?? ~0;
    } while (branch > 0);
    return ~branch;
  }

  #passChromaMode(): void {
    const reader = this.#reader;
    if (reader.read(142) && reader.read(114)) reader.read(183);
  }
}
