import { type Refusal, refused } from "../refusal.ts";
import type { DecodedPixels } from "../walk.ts";
import { AlphaSamples } from "./alpha_samples.ts";
import type { AlphaSearch } from "./alpha_search.ts";
import { ClearColour } from "./clear_colour.ts";
import { bitsPerPixel, hasAlphaSamples, type PngHeader } from "./header.ts";
import { imageData } from "./image_data.ts";
import { DamagedStream, inflate } from "./inflate.ts";
import type { PngLayout } from "./layout.ts";
import { Scanlines } from "./scanlines.ts";

/** Longest row that is decoded, in bytes: the longest side that a policy can allow, at 64 bits a pixel. */
const longestRow = 65_535 * 8;

/** Most bytes of rows that are decoded: a second's work where they are all alike. */
const mostDecoded = 1024 * 1024 * 1024;

/**
 * Most bytes behind the last row. Decoders take a picture with a surplus, by
 * which some encoders miscount, but to read on for ever is a bomb's aim.
 */
const mostSurplus = 1024 * 1024;

/**
 * Most bytes of rows in which a tRNS chunk's colours are looked for: unlike
 * alpha samples they need all rows unfiltered, at up to 10 ns a byte (measured).
 */
const mostUnfiltered = 16 * 1024 * 1024;

/** Whether the pixels of such a picture are decoded. */
export function isDecoded(header: PngHeader): boolean {
  const length = rowLength(header);
  return length <= longestRow && length * header.height <= mostDecoded;
}

/**
 * Inflates a PNG's image data and sees that every row which the header
 * promises is there, each with a filter type of the standard, in a zlib stream
 * that ends as it should. Tells whether a pixel is see-through, in the same
 * pass. Memory is bounded by a few rows, time by the size that the header
 * gives. Never rejects.
 */
export async function decodePngPixels(
  bytes: Uint8Array,
  layout: PngLayout,
): Promise<DecodedPixels | Refusal> {
  const search = searchFor(layout);
  const rows = new Scanlines(layout.header, search);
  try {
    for await (const piece of inflate(imageData(bytes, layout))) {
      if (!rows.take(piece)) {
        return refused("is a PNG with a row whose filter PNG does not define");
      }
      if (rows.surplus > mostSurplus) {
        return refused("is a PNG with far more image data than its size needs");
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof DamagedStream)) throw thrown;
    return refused("is a PNG whose image data is damaged");
  }
  if (!rows.complete) {
    return refused("is a PNG whose image data ends before its last row");
  }
  return {
    ok: true,
    transparency: search && (rows.foundClear ? "transparent" : "opaque"),
  };
}

/** The search that a PNG's colours need, where there is one. */
function searchFor(
  { header, transparency }: PngLayout,
): AlphaSearch | undefined {
  if (hasAlphaSamples(header)) return new AlphaSamples(header);
  if (transparency === undefined) return undefined;
  return rowLength(header) * header.height > mostUnfiltered
    ? undefined
    : new ClearColour(header, transparency);
}

/** Bytes of a row of the picture, which interlacing does not change much. */
function rowLength(header: PngHeader): number {
  return header.width * bitsPerPixel(header) / 8;
}
