import { hasAlphaSamples, type PngHeader } from "./header.ts";

/**
 * What is wrong with a PLTE chunk of `length` data bytes, where something is
 * (PNG third edition, 11.2.2).
 */
export function paletteProblem(
  header: PngHeader,
  length: number,
): string | undefined {
  const entries = length / 3;
  if (header.colourType === 0 || header.colourType === 4) {
    return "is a greyscale PNG with a palette, which PNG forbids";
  }
  if (!Number.isInteger(entries) || entries < 1 || entries > 256) {
    return "is a PNG whose palette has the wrong length";
  }
  if (header.colourType === 3 && entries > 2 ** header.bitDepth) {
    return "is a PNG whose palette has more entries than its bit depth can name";
  }
}

/**
 * What is wrong with a tRNS chunk of `length` data bytes, where something is
 * (PNG third edition, 11.3.1.1).
 */
export function transparencyProblem(
  header: PngHeader,
  length: number,
  paletteEntries: number,
): string | undefined {
  if (hasAlphaSamples(header)) {
    return "is a PNG with both alpha samples and a tRNS chunk, which PNG forbids";
  }
  const fits = header.colourType === 3
    ? length >= 1 && length <= paletteEntries
    : length === (header.colourType === 0 ? 2 : 6);
  if (!fits) return "is a PNG whose tRNS chunk has the wrong length";
}
