import { bitsPerPixel, type PngHeader } from "./header.ts";
import { type Pass, passesOf } from "./passes.ts";
import type { SeeThrough } from "./see_through.ts";
import { unfilter } from "./unfilter.ts";

/** What the rows so far told; `broken` is data that the header does not allow. */
export type RowsVerdict = "going on" | "see-through" | "broken";

/**
 * Takes a PNG's inflated data in pieces of any size and looks for see-through
 * pixels row by row. Holds two rows, whatever the picture's height.
 */
export class Scanlines {
  readonly #seeThrough: SeeThrough;
  readonly #bitsPerPixel: number;
  readonly #passes: Pass[];
  #row: Uint8Array;
  #previous: Uint8Array;
  #filterType: number | undefined;
  /** Bytes of the current row that have arrived, without its filter type. */
  #filled = 0;
  /** Rows left in the current pass, which is the first of `#passes`. */
  #rowsLeft = 0;

  constructor(header: PngHeader, seeThrough: SeeThrough) {
    this.#seeThrough = seeThrough;
    this.#bitsPerPixel = bitsPerPixel(header);
    this.#passes = passesOf(header);
    this.#row = new Uint8Array(0);
    this.#previous = new Uint8Array(0);
    this.#beginPass();
  }

  /** Whether every row of the picture has arrived. */
  get complete(): boolean {
    return this.#passes.length === 0;
  }

  /** Takes the next piece; nothing more may follow a verdict other than `going on`. */
  take(piece: Uint8Array): RowsVerdict {
    let at = 0;
    while (at < piece.length) {
      const pass = this.#passes[0];
      if (pass === undefined) return "broken";
      if (this.#filterType === undefined) {
        this.#filterType = piece[at++];
        continue;
      }
      const part = piece.subarray(at, at + this.#row.length - this.#filled);
      this.#row.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#row.length) {
        const verdict = this.#finishRow(pass, this.#filterType);
        if (verdict !== "going on") return verdict;
      }
    }
    return "going on";
  }

  #finishRow(pass: Pass, filterType: number): RowsVerdict {
    const { lanes, inRow } = this.#seeThrough;
    if (!unfilter(filterType, this.#row, this.#previous, lanes)) {
      return "broken";
    }
    if (inRow(this.#row, pass.width)) return "see-through";
    [this.#row, this.#previous] = [this.#previous, this.#row];
    this.#filled = 0;
    this.#filterType = undefined;
    this.#rowsLeft--;
    if (this.#rowsLeft === 0) {
      this.#passes.shift();
      this.#beginPass();
    }
    return "going on";
  }

  #beginPass(): void {
    const pass = this.#passes[0];
    if (pass === undefined) return;
    const length = Math.ceil(pass.width * this.#bitsPerPixel / 8);
    this.#row = new Uint8Array(length);
    this.#previous = new Uint8Array(length);
    this.#rowsLeft = pass.height;
  }
}
