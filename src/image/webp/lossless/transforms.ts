import { DamagedData } from "../coded_fault.ts";
import type { Work } from "../work.ts";
import type { BitReader } from "./bit_reader.ts";
import { type ImageSize, inBlocks } from "../image_size.ts";
import { passSmallImage } from "./small_image.ts";

/** Numbers of the transforms. */
const transform = {
  predictor: 0,
  colour: 1,
  subtractGreen: 2,
  palette: 3,
} as const;

/**
 * Reads the transforms of a picture (WebP lossless bitstream specification, 4)
 * and gives the size in which it is coded: with a palette of few colours
 * several pixels are one.
 *
 * @throws {DamagedData} where one comes twice or its own image is damaged
 */
export function readTransforms(
  bits: BitReader,
  { width, height }: ImageSize,
  work: Work,
): ImageSize {
  const seen = new Set<number>();
  let size = { width, height };
  while (bits.read(1) === 1) {
    const type = bits.read(2);
    if (seen.has(type)) throw new DamagedData();
    seen.add(type);
    if (type === transform.predictor || type === transform.colour) {
      passSmallImage(bits, inBlocks(size, 2 + bits.read(3)), work);
    } else if (type === transform.palette) {
      const colours = bits.read(8) + 1;
      passSmallImage(bits, { width: colours, height: 1 }, work);
      const { width } = inBlocks(size, packedBits(colours));
      size = { width, height };
    }
  }
  return size;
}

/** With so many colours, 2 to the power of this many pixels are coded as one. */
function packedBits(colours: number): number {
  if (colours > 16) return 0;
  if (colours > 4) return 1;
  return colours > 2 ? 2 : 3;
}
