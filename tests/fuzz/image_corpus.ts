/** Whole images, and the parts of images that wrong ones are put together from. */
import * as jpeg from "../image/support_jpeg.ts";
import { encode } from "../image/support_pixels.ts";
import * as png from "../image/support_png.ts";
import { allRealImages } from "../image/support_real.ts";
import * as webp from "../image/support_webp.ts";

/** PNG's colour types, each with its bit depths and the samples of a pixel. */
const colours: readonly (readonly [number, readonly number[], number])[] = [
  [0, [1, 2, 4, 8, 16], 1],
  [2, [8, 16], 3],
  [3, [1, 2, 4, 8], 1],
  [4, [8, 16], 2],
  [6, [8, 16], 4],
];

const palette = png.chunk("PLTE", [1, 2, 3, 4, 5, 6]);
const clearIndex = png.chunk("tRNS", [255, 0]);
const clearGrey = png.chunk("tRNS", [0, 1]);
const clearColour = png.chunk("tRNS", [0, 1, 0, 0, 0, 1]);
const transparency: Readonly<Record<number, readonly Uint8Array[]>> = {
  0: [clearGrey],
  2: [clearColour],
  3: [palette, clearIndex],
};

const pngs = colours.flatMap(([colourType, bitDepths, samples]) =>
  bitDepths.flatMap((bitDepth) =>
    [false, true].map((interlaced) =>
      encode({
        ...{ width: 9, height: 5, colourType, bitDepth, interlaced },
        filters: [0, 1, 2, 3, 4],
        // Both values are an index of the palette.
        pixels: Array.from({ length: 9 * 5 }, (_, at) =>
          Array.from({ length: samples }, (_, sample) => (at + sample) % 2)),
        chunks: transparency[colourType] ?? [],
      })
    )
  )
);

const webpPictures = [
  webp.lossy(),
  webp.lossless(),
  webp.lossless({ alpha: true }),
];
const webpAlpha = webp.chunk("ALPH", [1, ...webp.black]);
const webpFrames = webpPictures.map((picture) => webp.frame(picture));

/** Whole images that every walker accepts. */
export const images: readonly Uint8Array[] = [
  ...allRealImages.map(([, bytes]) => bytes),
  ...pngs,
  png.png(
    png.header(),
    png.chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]),
    png.imageData(),
    png.chunk("fdAT", [0, 0, 0, 1, 1, 2, 3]),
    png.end,
  ),
  ...[1, 2, 3, 4].map((components) =>
    jpeg.jpeg(jpeg.frame({ components }), jpeg.scan(undefined, components))
  ),
  ...[2, 3, 4, 5, 6, 7, 8].map((value) =>
    jpeg.jpeg(jpeg.orientation(value), jpeg.frame(), jpeg.scan())
  ),
  jpeg.jpeg(jpeg.frame(), jpeg.scan([1, 0xff, 0, 2, 0xff, 0xd0, 3, 0xff])),
  ...webpPictures.map((picture) => webp.webp(picture)),
  webp.webp(webp.canvas({ flags: 0x10 }), webpAlpha, webp.lossy()),
  webp.webp(webp.canvas({ flags: 0x02 }), ...webpFrames),
];

/** Parts of one format, and how they become a file. */
export interface ImageParts {
  readonly parts: readonly Uint8Array[];
  readonly whole: (parts: readonly Uint8Array[]) => Uint8Array;
}

/** Numbers of pixels a side that limits and products stumble over. */
const sides = [0, 1, 9, 16_384, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31];

/** Parts of the three formats. */
export const imageParts: readonly ImageParts[] = [
  {
    parts: [
      ...colours.flatMap(([colourType, bitDepths]) =>
        bitDepths.map((bitDepth) => png.header({ colourType, bitDepth }))
      ),
      ...sides.map((width) => png.header({ width, height: 9 })),
      ...sides.map((height) => png.header({ height, interlace: 1 })),
      ...[palette, clearIndex, clearGrey, clearColour],
      ...[png.chunk("PLTE"), png.chunk("PLTE", new Uint8Array(768))],
      ...[png.imageData(), png.imageData([]), png.chunk("IDAT")],
      png.imageData(new Uint8Array(100_000)),
      ...[png.chunk("acTL"), png.chunk("fdAT"), png.chunk("tEXt", "a\0b")],
      ...[png.chunk("ABCD"), png.end, png.chunk("IEND", [1])],
    ],
    whole: (parts) => png.png(...parts),
  },
  {
    parts: [
      ...[0xc0, 0xc1, 0xc2, 0xc4, 0xc8, 0xcc, 0xcf].flatMap((code) =>
        [0, 1, 3, 4, 5].map((components) => jpeg.frame({ code, components }))
      ),
      ...sides.map((width) => jpeg.frame({ width: width % 65_536 })),
      ...[[], [1], [0xff, 0], [0xff, 0xd3, 1], [0xff, 0xff, 1]].map((data) =>
        jpeg.scan(data)
      ),
      ...[jpeg.orientation(6), jpeg.start, jpeg.end, jpeg.segment(0xfe)],
      ...[Uint8Array.of(0xff, 0x01), Uint8Array.of(0xff, 0xd0)],
      new Uint8Array(50_000).fill(0xff),
    ],
    whole: (parts) => jpeg.jpeg(...parts),
  },
  {
    parts: [
      ...webpPictures,
      ...webpFrames,
      ...[webpAlpha, webp.frame(), webp.frame(...webpFrames)],
      ...[0, 0x02, 0x10, 0x12].map((flags) => webp.canvas({ flags })),
      ...[1, 16_384, 2 ** 24].map((width) => webp.canvas({ width })),
      ...[webp.chunk("EXIF", [1]), webp.chunk("VP8 "), webp.chunk("    ")],
      ...[webp.chunk("ANMF", [1, 2]), webp.lossy({ tag: 1 })],
    ],
    whole: (parts) => webp.webp(...parts),
  },
];
