import { DamagedData } from "../coded_fault.ts";
import type { BitReader } from "./bit_reader.ts";

/** Most bits of an index of the colour cache. */
const mostBits = 11;

/**
 * Reads the bits of an index of the colour cache; 0 where there is none
 * (WebP lossless bitstream specification, 5.2.3).
 *
 * @throws {DamagedData} for a cache larger or smaller than the format has
 */
export function readCacheBits(bits: BitReader): number {
  if (bits.read(1) === 0) return 0;
  const cacheBits = bits.read(4);
  if (cacheBits < 1 || cacheBits > mostBits) throw new DamagedData();
  return cacheBits;
}

/** How many colours a cache with indexes of so many bits holds. */
export function cacheSize(cacheBits: number): number {
  return cacheBits === 0 ? 0 : 2 ** cacheBits;
}

/** The place that a colour has in the cache. */
export function cacheIndex(argb: number, cacheBits: number): number {
  return Math.imul(0x1e35a7bd, argb) >>> (32 - cacheBits);
}
