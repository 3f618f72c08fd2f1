import type { Work } from "../work.ts";
import type { BitReader } from "./bit_reader.ts";
import { CodeGroupReader } from "./code_group.ts";
import { UniformCodes } from "./code_map.ts";
import { cacheSize, readCacheBits } from "./colour_cache.ts";
import type { ImageSize } from "../image_size.ts";
import { PixelValues } from "./pixel_values.ts";
import { readSymbols } from "./symbols.ts";

/**
 * Reads an image that a picture is coded with, such as a palette: one group of
 * codes, no transform (WebP lossless bitstream specification, 7.2).
 *
 * @throws {DamagedData}
 * @throws {EndedData}
 */
export function passSmallImage(
  bits: BitReader,
  size: ImageSize,
  work: Work,
): void {
  const cached = cacheSize(readCacheBits(bits));
  const codes = new CodeGroupReader(bits, cached, work).read();
  readSymbols(bits, size, new UniformCodes(codes), work);
}

/**
 * Reads such an image and keeps its pixels.
 *
 * @throws {DamagedData}
 * @throws {EndedData}
 */
export function readSmallImage(
  bits: BitReader,
  size: ImageSize,
  work: Work,
): Uint32Array {
  const cacheBits = readCacheBits(bits);
  const codes = new CodeGroupReader(bits, cacheSize(cacheBits), work).read();
  const values = new PixelValues(size.width * size.height, cacheBits);
  readSymbols(bits, size, new UniformCodes(codes), work, values);
  return values.pixels;
}
