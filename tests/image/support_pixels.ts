/**
 * A second PNG encoder, for pictures of every colour type, bit depth, filter
 * and interlacing. It places pixels by the standard's 8 x 8 pattern of passes,
 * where the code under test works with offsets and steps.
 */
import { end, header, imageData, png } from "./support_png.ts";

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly colourType: number;
  readonly bitDepth: number;
  readonly interlaced: boolean;
  /** Filter types, taken in turn. */
  readonly filters: readonly number[];
  /** Samples of each pixel, rows from the top. */
  readonly pixels: readonly (readonly number[])[];
  /** Chunks between header and image data. */
  readonly chunks: readonly Uint8Array[];
}

/** PNG third edition, 8.1: the pass of each pixel in a block of 8 x 8. */
const passPattern = [
  "16462646",
  "77777777",
  "56565656",
  "77777777",
  "36463646",
  "77777777",
  "56565656",
  "77777777",
];

/** The whole file. */
export function encode(picture: Picture): Uint8Array {
  return png(
    header({ ...picture, interlace: picture.interlaced ? 1 : 0 }),
    ...picture.chunks,
    imageData(filteredRows(picture)),
    end,
  );
}

/** The data that the IDAT chunks hold, before compression. */
export function filteredRows(picture: Picture): number[] {
  const stride = Math.max(
    1,
    picture.bitDepth * (picture.pixels[0]?.length ?? 0) / 8,
  );
  const data: number[] = [];
  let rows = 0;
  for (const pass of picture.interlaced ? "1234567" : " ") {
    let previous: number[] = [];
    for (let y = 0; y < picture.height; y++) {
      const samples = samplesOfRow(picture, y, pass);
      if (samples.length === 0) continue;
      const row = pack(samples, picture.bitDepth);
      const type = picture.filters[rows++ % picture.filters.length] ?? 0;
      data.push(type, ...filterRow(type, row, previous, stride));
      previous = row;
    }
  }
  return data;
}

function samplesOfRow(picture: Picture, y: number, pass: string): number[] {
  const samples: number[] = [];
  for (let x = 0; x < picture.width; x++) {
    if (pass === " " || passPattern[y % 8]?.[x % 8] === pass) {
      samples.push(...(picture.pixels[y * picture.width + x] ?? []));
    }
  }
  return samples;
}

function pack(samples: readonly number[], bitDepth: number): number[] {
  const bits = samples.map((sample) =>
    sample.toString(2).padStart(bitDepth, "0")
  ).join("");
  // Ones as padding: a decoder that reads them as a pixel gives itself away.
  return (bits.match(/.{1,8}/g) ?? []).map((byte) =>
    parseInt(byte.padEnd(8, "1"), 2)
  );
}

/** Filters one row of `stride` bytes a pixel under the row `previous`. */
export function filterRow(
  type: number,
  row: readonly number[],
  previous: readonly number[],
  stride: number,
): number[] {
  return row.map((byte, at) => {
    const left = row[at - stride] ?? 0;
    const up = previous[at] ?? 0;
    const upLeft = previous[at - stride] ?? 0;
    return (byte - predict(type, left, up, upLeft)) & 0xff;
  });
}

function predict(type: number, a: number, b: number, c: number): number {
  if (type === 1) return a;
  if (type === 2) return b;
  if (type === 3) return Math.floor((a + b) / 2);
  if (type !== 4) return 0;
  const estimate = a + b - c;
  return [a, b, c].reduce((best, next) =>
    Math.abs(estimate - next) < Math.abs(estimate - best) ? next : best
  );
}
