/** A PNG as a camera or Codex makes it: large, of pixels that hardly compress. */
import { deflateSync } from "node:zlib";
import * as png from "./support_png.ts";

const SIDE = 2_200;

/** One of somewhat more than 10 MB, and the zlib stream in it. */
export function photo(): {
  readonly bytes: Uint8Array;
  readonly stream: Uint8Array;
} {
  const stream = deflateSync(photoRows(SIDE, SIDE), { level: 1 });
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += 8_192) {
    chunks.push(png.chunk("IDAT", stream.subarray(at, at + 8_192)));
  }
  const header = png.header({ width: SIDE, height: SIDE, colourType: 2 });
  return { bytes: png.png(header, ...chunks, png.end), stream };
}

/** Rows of smooth colours with noise, each behind the filter type 1. */
function photoRows(width: number, height: number): Uint8Array {
  const rows = new Uint8Array(height * (1 + width * 3));
  let noise = 1;
  for (let at = 0; at < rows.length; at++) {
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
    // What is left of a photograph when each pixel's left neighbour is taken
    // away: small differences, most of them near 0.
    rows[at] = at % (1 + width * 3) === 0
      ? 1
      : (noise >>> 27) + ((noise >>> 18) & 31) - 31;
  }
  return rows;
}
