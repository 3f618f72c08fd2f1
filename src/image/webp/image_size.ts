/** Sides of an image in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The size of an image with a pixel for each block of 2^`bits` pixels a side. */
export function inBlocks(
  { width, height }: ImageSize,
  bits: number,
): ImageSize {
  const side = 2 ** bits;
  return { width: Math.ceil(width / side), height: Math.ceil(height / side) };
}
