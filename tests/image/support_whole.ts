/** Whole images that the tests put together themselves, by name. */
import { join } from "./support_bytes.ts";
import * as jpeg from "./support_jpeg.ts";
import * as png from "./support_png.ts";
import { allRealImages, realImage } from "./support_real.ts";
import * as webp from "./support_webp.ts";
import { wholeLossy } from "./webp/support_lossy.ts";
import { wholeStreams } from "./webp/support_streams.ts";

const row = [0, 1, 2, 3, 255];
const packed = png.imageData(row);
const palette = png.chunk("PLTE", [1, 2, 3, 4, 5, 6]);
const indexed = png.header({ colourType: 3, bitDepth: 1 });
const index = png.imageData([0, 0]);

/** The zlib stream of the row. */
const stream = packed.subarray(8, -4);

const pngs: Readonly<Record<string, Uint8Array>> = {
  "of one pixel": png.smallest,
  "in several IDAT chunks": png.png(
    png.header(),
    png.chunk("IDAT"),
    png.chunk("IDAT", stream.subarray(0, 5)),
    png.chunk("IDAT"),
    png.chunk("IDAT", stream.subarray(5)),
    png.end,
  ),
  "with ancillary chunks everywhere": png.png(
    png.header(),
    png.chunk("gAMA", [0, 0, 0xb1, 0x8f]),
    png.chunk("sRGB", [0]),
    png.chunk("prVt", "anything"),
    packed,
    png.chunk("tEXt", "Comment\0text"),
    png.chunk("tIME", [7, 0xe8, 1, 1, 0, 0, 0]),
    png.chunk("caBX", "content credentials"),
    png.end,
  ),
  "of animation that may also be shown still": png.png(
    png.header(),
    png.chunk("acTL", [0, 0, 0, 1, 0, 0, 0, 0]),
    packed,
    png.end,
  ),
  "with a row too many": png.png(
    png.header(),
    png.imageData([...row, ...row]),
    png.end,
  ),
  "with bytes behind the zlib stream": png.png(
    png.header(),
    packed,
    png.chunk("IDAT", "more"),
    png.end,
  ),
  "with a palette longer than its bit depth can name": png.png(
    indexed,
    png.chunk("PLTE", new Uint8Array(9)),
    index,
    png.end,
  ),
  "with more transparency than palette": png.png(
    indexed,
    palette,
    png.chunk("tRNS", [1, 2, 3]),
    index,
    png.end,
  ),
  "of greyscale with a palette": png.png(
    png.header({ colourType: 0 }),
    palette,
    index,
    png.end,
  ),
};

/** 16 x 9 pixels in two units of two blocks each way, restarted between them. */
const restarted = jpeg.jpeg(
  jpeg.segment(0xdd, [0, 1]),
  jpeg.frame({ components: 1, height: 8 }),
  jpeg.scan([0x3f, 0xff, 0xd0, 0x3f], 1),
);
const fill = new Uint8Array(50_000).fill(0xff);

const jpegs: Readonly<Record<string, Uint8Array>> = {
  "of grey blocks": jpeg.smallest,
  "of one component": jpeg.jpeg(
    jpeg.frame({ components: 1 }),
    jpeg.scan([0x0f], 1),
  ),
  "of four components": jpeg.jpeg(
    jpeg.frame({ components: 4 }),
    jpeg.scan([0, 0, 0, 0], 4),
  ),
  "with restart markers": restarted,
  "with 50,000 fill bytes before a marker": jpeg.jpeg(
    fill,
    jpeg.frame(),
    jpeg.scan(),
  ),
  "of Motion JPEG, without Huffman tables": jpeg.jpeg(
    jpeg.quantization,
    jpeg.frame({ components: 1, width: 8, height: 8 }),
    // Codes of T.81's own tables: no difference, end of block, padding of ones.
    jpeg.bareScan([0x2b], 1),
  ),
  "with comments and a temporary marker": jpeg.jpeg(
    jpeg.segment(0xfe, join("words")),
    Uint8Array.of(0xff, 0x01),
    jpeg.frame(),
    jpeg.scan(),
  ),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8].map((value) => [
      `of orientation ${value}`,
      jpeg.jpeg(jpeg.orientation(value), jpeg.frame(), jpeg.scan()),
    ]),
  ),
};

/** The picture of a simple file by libwebp, 5 x 3 pixels. */
const lossy = realImage("webpLossy").subarray(12);
const canvas = { width: 5, height: 3 };

const webps: Readonly<Record<string, Uint8Array>> = {
  "with an uncompressed alpha plane": webp.webp(
    webp.canvas({ ...canvas, flags: 0x10 }),
    webp.chunk("ALPH", new Uint8Array(1 + 5 * 3)),
    lossy,
  ),
  "with metadata and unknown chunks": webp.webp(
    webp.canvas({ ...canvas, flags: 0x0c }),
    lossy,
    webp.chunk("EXIF", [1, 2, 3]),
    webp.chunk("XMP ", [4]),
    webp.chunk("ABCD", [5]),
  ),
};

/** Lossless and lossy pictures that use one thing of the format each. */
const streams = { ...wholeStreams, ...wholeLossy };

/** Each name begins with the image's format. */
export const wholeImages: readonly (readonly [string, Uint8Array])[] = [
  ...named("png", pngs),
  ...named("jpeg", jpegs),
  ...named("webp", webps),
  ...named("webp", streams),
  ...allRealImages,
];

function named(
  format: string,
  images: Readonly<Record<string, Uint8Array>>,
): readonly (readonly [string, Uint8Array])[] {
  return Object.entries(images).map(([name, bytes]) => [
    `${format} ${name}`,
    bytes,
  ]);
}
