import type { Work } from "../work.ts";
import type { BitReader } from "./bit_reader.ts";
import { readBlockCodes } from "./block_codes.ts";
import { CodeGroupReader } from "./code_group.ts";
import { type CodeMap, UniformCodes } from "./code_map.ts";
import { cacheSize, readCacheBits } from "./colour_cache.ts";
import type { ImageSize } from "../image_size.ts";
import { readSymbols } from "./symbols.ts";
import { readTransforms } from "./transforms.ts";

/**
 * Reads a lossless picture behind its header to its last pixel, whose values
 * it does not make (WebP lossless bitstream specification, 7.2). Everything
 * that makes libwebp give up is looked for.
 *
 * @throws {DamagedData} where it can't be decoded
 * @throws {TooLaborious}
 */
export function readLosslessPicture(
  bits: BitReader,
  size: ImageSize,
  work: Work,
): void {
  const coded = readTransforms(bits, size, work);
  const cached = cacheSize(readCacheBits(bits));
  readSymbols(bits, coded, readCodeMap(bits, coded, cached, work), work);
}

function readCodeMap(
  bits: BitReader,
  size: ImageSize,
  cached: number,
  work: Work,
): CodeMap {
  return bits.read(1) === 1
    ? readBlockCodes(bits, size, cached, work)
    : new UniformCodes(new CodeGroupReader(bits, cached, work).read());
}
