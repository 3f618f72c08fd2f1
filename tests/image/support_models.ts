/** Small PNG pictures of every kind, as fast-check makes them. */
import fc from "fast-check";
import { bigEndian } from "./support_bytes.ts";
import type { Picture } from "./support_pixels.ts";
import { chunk } from "./support_png.ts";

/** A colour model with samples that hide and samples that show the background. */
export interface Model {
  readonly colourType: number;
  readonly bitDepth: number;
  readonly chunks: readonly Uint8Array[];
  readonly opaque: readonly (readonly number[])[];
  /** Any of these shows the background. */
  readonly clear: readonly (readonly number[])[];
}

/** Grey samples beside the clear 1, by bit depth. */
const opaqueGreys: Readonly<Record<number, readonly number[][]>> = {
  1: [[0]],
  2: [[0], [2], [3]],
  4: [[0], [3], [8], [15]],
  8: [[0], [3], [128], [255]],
  16: [[0], [0x0101], [0xff01], [0x0100]],
};

/** Every colour type at every bit depth, with transparency. */
export const models: readonly Model[] = [
  ...[1, 2, 4, 8, 16].map((bitDepth) => ({
    colourType: 0,
    bitDepth,
    // The unused high bits of the sample must not matter.
    chunks: [chunk("tRNS", bigEndian((0xffff << bitDepth | 1) & 0xffff, 2))],
    opaque: opaqueGreys[bitDepth] ?? [],
    clear: [[1]],
  })),
  ...[8, 16].map((bitDepth) => ({
    colourType: 2,
    bitDepth,
    chunks: [chunk("tRNS", [0, 7, 0, 8, 0, 9])],
    opaque: [[7, 8, 8], [9, 8, 7], [0, 7, 8], [8, 9, 7]],
    clear: [[7, 8, 9]],
  })),
  ...[1, 2, 4, 8].map((bitDepth) => ({
    colourType: 3,
    bitDepth,
    chunks: [
      chunk("PLTE", new Uint8Array(bitDepth === 1 ? 6 : 12)),
      chunk("tRNS", bitDepth === 1 ? [255, 0] : [255, 254, 255]),
    ],
    opaque: bitDepth === 1 ? [[0]] : [[0], [2], [3]],
    clear: [[1]],
  })),
  ...[8, 16].flatMap((bitDepth) => {
    const full = 2 ** bitDepth - 1;
    // Of 16 bits either byte may be the one that is not full.
    const seeThrough = [0, full - 1, full & ~0x80, full >> 1];
    return [
      {
        colourType: 4,
        bitDepth,
        chunks: [],
        opaque: [[0, full], [full, full], [17, full]],
        clear: seeThrough.map((alpha) => [full, alpha]),
      },
      {
        colourType: 6,
        bitDepth,
        chunks: [],
        opaque: [[0, 1, 2, full], [full, 0, 0, full]],
        clear: seeThrough.map((alpha) => [full, full, full, alpha]),
      },
    ];
  }),
];

/** Pictures up to 20 pixels a side with any filters; the clear pixel stands at `clearAt`. */
export function pictures(
  model: Model,
): fc.Arbitrary<{ readonly opaque: Picture; readonly clear: Picture }> {
  return fc.record({
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 20 }),
    interlaced: fc.boolean(),
    filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1 }),
    choices: fc.array(fc.nat(), { minLength: 1, maxLength: 30 }),
    clearAt: fc.nat(),
  }).map(({ choices, clearAt, ...rest }) => {
    const count = rest.width * rest.height;
    const pixels = Array.from({ length: count }, (_, index) => {
      const choice = choices[index % choices.length] ?? 0;
      return model.opaque[choice % model.opaque.length] ?? [];
    });
    const { colourType, bitDepth, chunks } = model;
    const opaque: Picture = { ...rest, colourType, bitDepth, chunks, pixels };
    const clearPixel = model.clear[clearAt % model.clear.length] ?? [];
    const clear: Picture = {
      ...opaque,
      pixels: pixels.with(clearAt % count, clearPixel),
    };
    return { opaque, clear };
  });
}
