import { hasAlphaSamples, type PngHeader } from "./header.ts";

/** Most entries of a palette (PNG third edition, 11.2.2). */
const mostEntries = 256;

/**
 * What is wrong with a PLTE chunk of `length` data bytes, where something is.
 * More entries than the bit depth can name, and a palette for greyscale, are
 * against the standard too, but decoders pass over them.
 */
export function paletteProblem(length: number): string | undefined {
  const entries = length / 3;
  if (!Number.isInteger(entries) || entries < 1 || entries > mostEntries) {
    return "is a PNG whose palette has the wrong length";
  }
}

/**
 * What is wrong with a tRNS chunk of `length` data bytes, where something is
 * (PNG third edition, 11.3.1.1). Decoders pass over more bytes than the palette
 * has entries.
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
    ? paletteEntries > 0 && length <= mostEntries
    : length === (header.colourType === 0 ? 2 : 6);
  if (!fits) return "is a PNG whose tRNS chunk has the wrong length";
}
