import type { AlphaSearch } from "./alpha_search.ts";
import { bitsPerPixel, type PngHeader } from "./header.ts";
import { predict } from "./filter.ts";

const full = 0xff;

/**
 * Looks for alpha samples that are not full; a full one has all its bits set.
 * While all before it were full, the filtered bytes of the next full one are
 * known, because a filter predicts from the same byte of pixels before. So
 * nothing is unfiltered.
 */
export class AlphaSamples implements AlphaSearch {
  /** Bytes from one pixel to the next. */
  readonly #stride: number;
  /** Bytes of an alpha sample, which are the last ones of its pixel. */
  readonly #sampleLength: number;
  /** The byte above, in the row before the current one. */
  #above = 0;

  constructor(header: PngHeader) {
    this.#stride = bitsPerPixel(header) / 8;
    this.#sampleLength = header.bitDepth / 8;
  }

  beginPass(): void {
    this.#above = 0;
  }

  findInRow(filterType: number, row: Uint8Array): boolean {
    const above = this.#above;
    const first = full - predict(filterType, 0, above, 0);
    const next = full - predict(filterType, full, above, above);
    this.#above = full;
    const stride = this.#stride;
    for (let back = 1; back <= this.#sampleLength; back++) {
      if (row[stride - back] !== first) return true;
      for (let at = 2 * stride - back; at < row.length; at += stride) {
        if (row[at] !== next) return true;
      }
    }
    return false;
  }
}
