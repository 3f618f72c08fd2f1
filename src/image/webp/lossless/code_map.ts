import type { CodeGroup } from "./code_group.ts";

/** Which codes each pixel of an image has; pixels count from 0, row by row. */
export interface CodeMap {
  /** Goes to a pixel, and gives its codes. */
  seek(pixel: number): CodeGroup;
  /** The first pixel behind it that need not have the same codes. */
  readonly runEnd: number;
}

/** One group of codes for all pixels. */
export class UniformCodes implements CodeMap {
  readonly #codes: CodeGroup;
  readonly runEnd = Infinity;

  constructor(codes: CodeGroup) {
    this.#codes = codes;
  }

  seek(): CodeGroup {
    return this.#codes;
  }
}
