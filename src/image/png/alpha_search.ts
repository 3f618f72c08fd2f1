import type { Pass } from "./passes.ts";

/** Looks for see-through pixels in the filtered rows of a PNG, one by one. */
export interface AlphaSearch {
  /** Comes before the first row of each pass; `rowLength` is in bytes. */
  beginPass(pass: Pass, rowLength: number): void;
  /**
   * Whether a pixel of the next row is see-through; nothing may follow a yes.
   * `filterType` is one that PNG defines.
   */
  findInRow(filterType: number, row: Uint8Array): boolean;
}
