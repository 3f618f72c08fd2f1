import { DamagedData } from "../coded_fault.ts";
import type { ImageSize } from "../image_size.ts";
import type { Work } from "../work.ts";
import type { BitReader } from "./bit_reader.ts";
import { type CodeGroup, copiesEnd, literals } from "./code_group.ts";
import type { CodeMap } from "./code_map.ts";
import { distanceOf, readPrefixed } from "./copies.ts";

/** Steps of work to go to a run of pixels. */
const seekSteps = 2;

/** Steps of work for a copy, beside those of its pixel. */
const copySteps = 4;

/** Takes the pixels that symbols stand for, in order. */
export interface PixelSink {
  literal(argb: number): void;
  copy(distance: number, length: number): void;
  cached(index: number): void;
}

/**
 * Reads the symbols of all pixels (WebP lossless bitstream specification, 5.2
 * and 6.2.3). Without a sink nobody asks for their values, and pixels that
 * take no bits are passed over.
 *
 * @throws {DamagedData} where a copy comes from before the first pixel or goes
 * on behind the last one
 * @throws {EndedData} where the bits end
 * @throws {TooLaborious}
 */
export function readSymbols(
  bits: BitReader,
  { width, height }: ImageSize,
  map: CodeMap,
  work: Work,
  sink?: PixelSink,
): void {
  const pixels = width * height;
  let at = 0;
  while (at < pixels) {
    const codes = map.seek(at);
    const end = Math.min(map.runEnd, pixels);
    work.spend(seekSteps);
    if (codes.isConstant && sink === undefined) at = end;
    while (at < end) {
      work.spend(codes.steps);
      const symbol = codes.green.read(bits);
      if (symbol < literals) {
        const argb = readLiteral(bits, codes, symbol);
        sink?.literal(argb);
        at++;
      } else if (symbol < copiesEnd) {
        work.spend(copySteps);
        const length = readPrefixed(bits, symbol - literals);
        const code = readPrefixed(bits, codes.distance.read(bits));
        const distance = distanceOf(code, width);
        if (distance > at || length > pixels - at) throw new DamagedData();
        sink?.copy(distance, length);
        at += length;
      } else {
        sink?.cached(symbol - copiesEnd);
        at++;
      }
    }
  }
}

/** Reads the rest of a pixel whose green sample is known. */
function readLiteral(
  bits: BitReader,
  { red, blue, alpha }: CodeGroup,
  green: number,
): number {
  const redSample = red.read(bits);
  const blueSample = blue.read(bits);
  return (alpha.read(bits) << 24) | (redSample << 16) | (green << 8) |
    blueSample;
}
