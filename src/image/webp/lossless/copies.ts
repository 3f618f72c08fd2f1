import type { BitReader } from "./bit_reader.ts";

/** Distances up to this one stand for places near the pixel (specification, 5.2.2). */
const nearPlaces = 120;

/** Those places as columns to the left and rows up: the nearest first, then the fewest columns, then to the left. */
const places = Array.from({ length: 8 }, (_, up) => up)
  .flatMap((up) =>
    Array.from({ length: 16 }, (_, column) => ({ left: 8 - column, up }))
  )
  .filter(({ left, up }) => up > 0 || left > 0)
  .sort((a, b) =>
    nearness(a) - nearness(b) || Math.abs(a.left) - Math.abs(b.left) ||
    b.left - a.left
  );

function nearness({ left, up }: { left: number; up: number }): number {
  return left ** 2 + up ** 2;
}

/**
 * Reads the number that a prefix begins: the length of a copy, or the code of
 * its distance.
 *
 * @throws {EndedData} where the bits end
 */
export function readPrefixed(bits: BitReader, prefix: number): number {
  if (prefix < 4) return prefix + 1;
  const extra = (prefix - 2) >> 1;
  return ((2 + (prefix & 1)) << extra) + bits.read(extra) + 1;
}

/** How many pixels before a pixel its copy is, in a picture of this width. */
export function distanceOf(code: number, width: number): number {
  if (code > nearPlaces) return code - nearPlaces;
  const { left, up } = places[code - 1] ?? { left: 1, up: 0 };
  return Math.max(1, up * width + left);
}
