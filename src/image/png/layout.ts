import { hasBytes } from "../bytes.ts";
import { type PngChunk, pngSignature, readPngChunk } from "./chunk.ts";
import { type PngHeader, readPngHeader } from "./header.ts";
import { paletteProblem, transparencyProblem } from "./palette.ts";
import { type Refusal, refused } from "../refusal.ts";

/** Where the parts of a whole PNG stand; offsets count from the start of the file. */
export interface PngLayout {
  readonly ok: true;
  readonly header: PngHeader;
  /** Data of the tRNS chunk, a view of the file. */
  readonly transparency: Uint8Array | undefined;
  /** Offset of the first IDAT chunk. */
  readonly imageStart: number;
  /** Offset after the last IDAT chunk. */
  readonly imageEnd: number;
  readonly animated: boolean;
  /** Offset after the IEND chunk. */
  readonly end: number;
}

/** What the chunks read so far brought. */
interface Seen {
  readonly header: PngHeader;
  paletteEntries: number;
  transparency: Uint8Array | undefined;
  imageStart: number;
  imageEnd: number;
  imageBytes: number;
  animated: boolean;
}

/**
 * Walks a PNG chunk by chunk from its signature to IEND, checking every length
 * and CRC and the order of the chunks that decide the picture. Linear in the
 * size of the file.
 */
export function readPngLayout(bytes: Uint8Array): PngLayout | Refusal {
  if (!hasBytes(bytes, 0, pngSignature)) {
    return refused("is a PNG with a damaged signature");
  }
  const first = readPngChunk(bytes, pngSignature.length);
  if (!first.ok) return first;
  const header = readPngHeader(bytes, first);
  if (!header.ok) return header;
  const seen: Seen = {
    header,
    paletteEntries: 0,
    transparency: undefined,
    imageStart: 0,
    imageEnd: 0,
    imageBytes: 0,
    animated: false,
  };
  let at = first.end;
  for (;;) {
    const chunk = readPngChunk(bytes, at);
    if (!chunk.ok) return chunk;
    const problem = noteChunk(bytes, chunk, at, seen);
    if (problem !== undefined) return refused(problem);
    at = chunk.end;
    if (chunk.type === "IEND") return { ok: true, ...seen, end: at };
  }
}

/** Takes one chunk into account; gives back what is wrong with it. */
function noteChunk(
  bytes: Uint8Array,
  chunk: PngChunk,
  at: number,
  seen: Seen,
): string | undefined {
  const length = chunk.dataEnd - chunk.dataStart;
  switch (chunk.type) {
    case "IHDR":
      return "is a PNG with a second IHDR chunk";
    case "PLTE":
      if (seen.paletteEntries > 0) return "is a PNG with two palettes";
      // The standard orders palette, transparency and pixels like this, so
      // that a decoder never has to go back.
      if (seen.imageStart > 0 || seen.transparency !== undefined) {
        return "is a PNG whose palette comes too late";
      }
      seen.paletteEntries = length / 3;
      return paletteProblem(length);
    case "tRNS":
      if (seen.transparency !== undefined) {
        return "is a PNG with two tRNS chunks";
      }
      if (seen.imageStart > 0) {
        return "is a PNG whose tRNS chunk comes too late";
      }
      seen.transparency = bytes.subarray(chunk.dataStart, chunk.dataEnd);
      return transparencyProblem(seen.header, length, seen.paletteEntries);
    case "IDAT":
      return noteImageData(chunk, at, seen);
    case "acTL":
    case "fdAT":
      seen.animated = true;
      return;
    case "IEND":
      if (length > 0) return "is a PNG whose IEND chunk is not empty";
      return seen.imageBytes > 0 ? undefined : "is a PNG without image data";
    default:
      // An upper-case first letter marks a chunk that no decoder may skip.
      if (/^[A-Z]/.test(chunk.type)) {
        return `is a PNG with the chunk ${chunk.type}, which PNG does not define`;
      }
  }
}

function noteImageData(
  chunk: PngChunk,
  at: number,
  seen: Seen,
): string | undefined {
  if (seen.imageStart === 0) {
    if (seen.header.colourType === 3 && seen.paletteEntries === 0) {
      return "is a PNG without the palette that its colours need";
    }
    seen.imageStart = at;
  } else if (at !== seen.imageEnd) {
    return "is a PNG whose IDAT chunks do not follow each other";
  }
  seen.imageEnd = chunk.end;
  seen.imageBytes += chunk.dataEnd - chunk.dataStart;
}
