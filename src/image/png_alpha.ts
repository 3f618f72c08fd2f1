import { uint32BE } from "./bytes.ts";
import { chunkOverhead } from "./png/chunk.ts";
import { bitsPerPixel, hasAlphaSamples, type PngHeader } from "./png/header.ts";
import { type PngLayout, readPngLayout } from "./png/layout.ts";
import { Scanlines } from "./png/scanlines.ts";
import { seeThrough } from "./png/see_through.ts";
import type { Transparency } from "./transparency.ts";

/**
 * Compressed bytes inflated at a time. Deflate grows at most 1,032-fold and
 * Deno inflates a piece as a whole, so this bounds memory to about 4 MiB.
 */
const pieceLength = 4096;

/** Longest row that is decoded, in bytes: the policy's longest side at 64 bits a pixel. */
const longestRow = 65_535 * 8;

/**
 * Says whether a PNG really has see-through pixels, by inflating and
 * unfiltering its rows until the first one is found. Memory is bounded by two
 * rows, time by the size that the header gives. What is not a whole PNG, or
 * whose pixels are damaged, too few or too many, is `unknown`. Never rejects.
 */
export async function pngTransparency(
  bytes: Uint8Array,
): Promise<Transparency> {
  const layout = readPngLayout(bytes);
  if (!layout.ok) return "unknown";
  const { header, transparency = new Uint8Array(0) } = layout;
  if (!hasAlphaSamples(header) && transparency.length === 0) return "none";
  if (rowLength(header) > longestRow) return "unknown";
  const rows = new Scanlines(header, seeThrough(header, transparency));
  try {
    const pixels = ReadableStream.from(compressedPieces(bytes, layout))
      .pipeThrough(new DecompressionStream("deflate"));
    for await (const piece of pixels) {
      const verdict = rows.take(piece);
      if (verdict === "see-through") return "transparent";
      if (verdict === "broken") return "unknown";
    }
  } catch (thrown) {
    // What the stream throws on damaged data.
    if (thrown instanceof TypeError) return "unknown";
    throw thrown;
  }
  return rows.complete ? "opaque" : "unknown";
}

function rowLength(header: PngHeader): number {
  return header.width * bitsPerPixel(header) / 8;
}

/** The data of all IDAT chunks in small copies; the layout's walk has checked them. */
function* compressedPieces(
  bytes: Uint8Array,
  layout: PngLayout,
): Generator<Uint8Array<ArrayBuffer>> {
  let at = layout.imageStart;
  while (at < layout.imageEnd) {
    const length = uint32BE(bytes, at);
    const data = bytes.subarray(at + 8, at + 8 + length);
    for (let from = 0; from < length; from += pieceLength) {
      yield data.slice(from, from + pieceLength);
    }
    at += chunkOverhead + length;
  }
}
