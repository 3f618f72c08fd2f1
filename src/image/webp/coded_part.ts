import type { ImageSize } from "./image_size.ts";

/** Coded data of a WebP file: a lossless or lossy picture or a compressed alpha plane. */
export interface CodedPart extends ImageSize {
  readonly kind: "lossless" | "lossy" | "alpha";
  /** Offsets in the file; a picture begins with its header. */
  readonly start: number;
  readonly end: number;
}
