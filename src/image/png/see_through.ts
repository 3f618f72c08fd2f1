import { uint16BE } from "../bytes.ts";
import { bitsPerPixel, hasAlphaSamples, type PngHeader } from "./header.ts";
import type { Lanes } from "./unfilter.ts";

/** How see-through pixels are found in the unfiltered rows of one PNG. */
export interface SeeThrough {
  /** The bytes that have to be unfiltered for it. */
  readonly lanes: Lanes;
  /** Whether one of the row's first `width` pixels is see-through. */
  readonly inRow: (row: Uint8Array, width: number) => boolean;
}

/** Picks the way by colour type; `transparency` is the data of the tRNS chunk. */
export function seeThrough(
  header: PngHeader,
  transparency: Uint8Array,
): SeeThrough {
  const stride = Math.max(1, bitsPerPixel(header) / 8);
  const all = Array.from({ length: stride }, (_, position) => position);
  if (hasAlphaSamples(header)) {
    const positions = all.slice(-header.bitDepth / 8);
    const lanes = { stride, positions };
    return { lanes, inRow: (row) => hasAlphaBelowFull(row, lanes) };
  }
  const lanes = { stride, positions: all };
  if (header.bitDepth < 8 || header.colourType === 3) {
    const isClear = header.colourType === 3
      ? (index: number) => (transparency[index] ?? 0xff) < 0xff
      : clearGrey(transparency, header.bitDepth);
    return {
      lanes,
      inRow: (row, width) => hasClearIndex(row, width, header, isClear),
    };
  }
  const clear = clearPixel(transparency, header.bitDepth);
  return { lanes, inRow: (row) => hasPixel(row, clear) };
}

/** An alpha sample of 8 or 16 bits is full exactly when all its bits are set. */
function hasAlphaBelowFull(row: Uint8Array, lanes: Lanes): boolean {
  for (const position of lanes.positions) {
    for (let at = position; at < row.length; at += lanes.stride) {
      if (row[at] !== 0xff) return true;
    }
  }
  return false;
}

/** Of a tRNS sample only the bits that the bit depth has count (PNG third edition, 11.3.1.1). */
function clearGrey(
  transparency: Uint8Array,
  bitDepth: number,
): (grey: number) => boolean {
  const clear = uint16BE(transparency, 0) & (2 ** bitDepth - 1);
  return (grey) => grey === clear;
}

/** Whether a row of samples that share bytes, or of palette indexes, has a clear one. */
function hasClearIndex(
  row: Uint8Array,
  width: number,
  { bitDepth }: PngHeader,
  isClear: (index: number) => boolean,
): boolean {
  const mask = 2 ** bitDepth - 1;
  const perByte = 8 / bitDepth;
  for (let x = 0; x < width; x++) {
    const byte = row[Math.floor(x / perByte)] ?? 0;
    const shift = 8 - bitDepth * (x % perByte + 1);
    if (isClear((byte >> shift) & mask)) return true;
  }
  return false;
}

/** The bytes of the one colour that tRNS names; its samples are 16 bits each. */
function clearPixel(transparency: Uint8Array, bitDepth: number): Uint8Array {
  return bitDepth === 16
    ? transparency
    : transparency.filter((_, at) => at % 2 === 1);
}

function hasPixel(row: Uint8Array, pixel: Uint8Array): boolean {
  for (let at = 0; at < row.length; at += pixel.length) {
    if (pixel.every((byte, index) => row[at + index] === byte)) return true;
  }
  return false;
}
