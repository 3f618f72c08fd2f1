import type { AlphaSearch } from "./alpha_search.ts";
import { lastFilterType } from "./filter.ts";
import { bitsPerPixel, type PngHeader } from "./header.ts";
import { type Pass, passesOf } from "./passes.ts";

/**
 * Takes a PNG's inflated data in pieces of any size and counts its rows off
 * against the header, while a search looks into them. Holds one row, whatever
 * the picture's height.
 */
export class Scanlines {
  readonly #bitsPerPixel: number;
  readonly #passes: Pass[];
  #search: AlphaSearch | undefined;
  #foundClear = false;
  /** Rows left in the current pass, which is the first of `#passes`. */
  #rowsLeft = 0;
  /** Bytes of a row, without its filter type. */
  #rowLength = 0;
  #filterType: number | undefined;
  /** The current row, as long as something is searched for. */
  #row = new Uint8Array(0);
  /** Bytes of the current row that have arrived. */
  #filled = 0;
  #surplus = 0;

  constructor(header: PngHeader, search: AlphaSearch | undefined) {
    this.#bitsPerPixel = bitsPerPixel(header);
    this.#passes = passesOf(header);
    this.#search = search;
    this.#beginPass();
  }

  /** Whether every row of the picture has arrived. */
  get complete(): boolean {
    return this.#passes.length === 0;
  }

  /** Bytes that came behind the last row. */
  get surplus(): number {
    return this.#surplus;
  }

  /** Whether one of the rows so far has a see-through pixel. */
  get foundClear(): boolean {
    return this.#foundClear;
  }

  /** Takes the next piece. False for a filter type that PNG does not define; nothing may follow that. */
  take(piece: Uint8Array): boolean {
    let at = 0;
    while (at < piece.length && !this.complete) {
      if (this.#filterType === undefined) {
        this.#filterType = piece[at++] ?? 0;
        if (this.#filterType > lastFilterType) return false;
      } else {
        const end = Math.min(
          piece.length,
          at + this.#rowLength - this.#filled,
        );
        if (this.#search) this.#row.set(piece.subarray(at, end), this.#filled);
        this.#filled += end - at;
        at = end;
        if (this.#filled === this.#rowLength) this.#endRow(this.#filterType);
      }
    }
    this.#surplus += piece.length - at;
    return true;
  }

  #endRow(filterType: number): void {
    if (this.#search?.findInRow(filterType, this.#row)) {
      this.#foundClear = true;
      this.#search = undefined;
    }
    this.#filterType = undefined;
    this.#filled = 0;
    this.#rowsLeft--;
    if (this.#rowsLeft === 0) {
      this.#passes.shift();
      this.#beginPass();
    }
  }

  #beginPass(): void {
    const pass = this.#passes[0];
    if (pass === undefined) return;
    this.#rowsLeft = pass.height;
    this.#rowLength = Math.ceil(pass.width * this.#bitsPerPixel / 8);
    if (this.#search) {
      this.#row = new Uint8Array(this.#rowLength);
      this.#search.beginPass(pass, this.#rowLength);
    }
  }
}
