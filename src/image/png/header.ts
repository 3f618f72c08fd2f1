import { uint32BE } from "../bytes.ts";
import { type PngChunk, pngMaximum } from "./chunk.ts";
import { type Refusal, refused } from "../refusal.ts";

/** What the IHDR chunk says (PNG third edition, 11.2.1). */
export interface PngHeader {
  readonly ok: true;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Bits of one sample, or of one palette index. */
  readonly bitDepth: number;
  readonly colourType: ColourType;
  /** Adam7 interlacing. */
  readonly interlaced: boolean;
}

/** PNG's numbers for greyscale, truecolour, indexed, and the first two with alpha. */
export type ColourType = 0 | 2 | 3 | 4 | 6;

interface ColourRules {
  readonly samples: number;
  readonly bitDepths: readonly number[];
}

const colourRules: Readonly<Record<ColourType, ColourRules>> = {
  0: { samples: 1, bitDepths: [1, 2, 4, 8, 16] },
  2: { samples: 3, bitDepths: [8, 16] },
  3: { samples: 1, bitDepths: [1, 2, 4, 8] },
  4: { samples: 2, bitDepths: [8, 16] },
  6: { samples: 4, bitDepths: [8, 16] },
};

/** Reads the first chunk, which must be an IHDR that keeps the standard's rules. */
export function readPngHeader(
  bytes: Uint8Array,
  chunk: PngChunk,
): PngHeader | Refusal {
  const { type, dataStart: at, dataEnd } = chunk;
  if (type !== "IHDR") {
    return refused(`is a PNG that begins with ${type} instead of IHDR`);
  }
  if (dataEnd - at !== 13) {
    return refused("is a PNG whose IHDR chunk has the wrong length");
  }
  const width = uint32BE(bytes, at);
  const height = uint32BE(bytes, at + 4);
  if (!isSide(width) || !isSide(height)) {
    return refused(`is a PNG with an impossible size of ${width} x ${height}`);
  }
  const [bitDepth = 0, colourType = 0, compression, filter, interlace = 0] =
    bytes.subarray(at + 8, dataEnd);
  if (
    !isColourType(colourType) ||
    !colourRules[colourType].bitDepths.includes(bitDepth)
  ) {
    return refused(
      `is a PNG with colour type ${colourType} at ${bitDepth} bits, which PNG does not define`,
    );
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    return refused(
      "is a PNG with a compression, filter or interlace method that PNG does not define",
    );
  }
  return {
    ok: true,
    width,
    height,
    bitDepth,
    colourType,
    interlaced: interlace === 1,
  };
}

/** Bits of one pixel in the unfiltered data. */
export function bitsPerPixel(header: PngHeader): number {
  return header.bitDepth * colourRules[header.colourType].samples;
}

/** Whether each pixel carries an alpha sample. */
export function hasAlphaSamples(header: PngHeader): boolean {
  return header.colourType === 4 || header.colourType === 6;
}

function isSide(pixels: number): boolean {
  return pixels >= 1 && pixels <= pngMaximum;
}

function isColourType(value: number): value is ColourType {
  return value in colourRules;
}
