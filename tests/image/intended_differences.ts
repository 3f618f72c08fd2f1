/**
 * Where the product refuses what the independent decoder takes, and why it
 * does. Whatever else differs is a fault of one of the two.
 */
import { deflateSync } from "node:zlib";
import { join, withByte } from "./support_bytes.ts";
import * as jpeg from "./support_jpeg.ts";
import * as png from "./support_png.ts";
import { realImage } from "./support_real.ts";
import * as webp from "./support_webp.ts";
import { BitWriter } from "./webp/support_bits.ts";

/** One intended difference. */
interface Difference {
  /** Continues "The product refuses". */
  readonly what: string;
  /** The product's words for it. */
  readonly reason: RegExp;
  /** An image that the decoder takes without a warning. */
  readonly example: Uint8Array;
}

const grey = png.header({ colourType: 0 });
const greyRow = png.imageData([0, 0]);
const clear = png.chunk("tRNS", [0, 0]);
const text = png.chunk("tEXt", "a\0b");
const row = [0, 1, 2, 3, 255];

/** The chunks of a lossy WebP that libwebp wrote. */
const lossy = realImage("webpLossy").subarray(12);

/**
 * An alpha plane of 16 x 9 pixels, a bit each behind a palette, without its
 * last bit: libwebp reads a zero there.
 */
function shortPlane(): Uint8Array {
  const plane = new BitWriter().put(1, 1).put(3, 2).put(255, 8).cache(0);
  for (let code = 0; code < 5; code++) plane.simple(0);
  plane.plain().simple(0, 1).zeros(4).repeat(1, 1, 144);
  return plane.bytes.subarray(0, Math.floor(plane.length / 8));
}

/**
 * Faults behind the last pixel, where the decoder has stopped. The product
 * reads a file to its last byte: one without an end may have been cut, and
 * Codex drops such an image without a word.
 */
export const faultsBehindPixels: readonly Difference[] = [
  {
    what: "a PNG whose end is missing or damaged",
    reason:
      /^is a PNG (that ends before its IEND chunk|that is cut off inside its \w+ chunk|whose \w+ chunk (is not empty|has an impossible length))$/,
    example: png.png(png.header(), png.imageData()),
  },
  {
    what: "a PNG with something behind its pixels that is no chunk",
    reason: /^is a PNG with a chunk that has no legal type at byte \d+$/,
    example: png.png(png.header(), png.imageData(), png.chunk("E\x1bND")),
  },
  {
    what: "a PNG with an unknown critical chunk behind its pixels",
    reason: /^is a PNG with the chunk \w{4}, which PNG does not define$/,
    example: png.png(png.header(), png.imageData(), png.chunk("ABCD"), png.end),
  },
  {
    what: "a PNG with a second header behind its pixels",
    reason: /^is a PNG with a second IHDR chunk$/,
    example: png.png(png.header(), png.imageData(), png.header(), png.end),
  },
  {
    what: "a PNG with more image data behind another chunk",
    reason: /^is a PNG whose IDAT chunks do not follow each other$/,
    example: png.png(
      png.header(),
      png.imageData(),
      text,
      png.imageData(),
      png.end,
    ),
  },
  {
    what: "a JPEG whose end is missing or damaged",
    reason:
      /^is a JPEG (that is cut off inside (a segment|its picture data)|that ends before its end marker|with stray data instead of a marker at byte \d+)$/,
    example: join(jpeg.smallest.subarray(0, -2), [0xff, 0xe1, 0xff, 0xff]),
  },
  {
    what: "a JPEG with damaged segments behind its pixels",
    reason:
      /^is a JPEG (with (two frames|a misplaced marker at byte \d+|a damaged (table|frame header|scan header)|an impossible segment length at byte \d+|an empty scan)|without the tables that its data needs)$/,
    example: jpeg.jpeg(jpeg.frame(), jpeg.scan(), jpeg.frame()),
  },
];

/** Faults that the decoder passes over wherever they are. */
export const faultsPassedOver: readonly Difference[] = [
  {
    what: "a PNG with a wrong checksum in a chunk that decoders skip",
    reason: /^is a PNG with a wrong checksum in its \w{4} chunk$/,
    example: png.png(
      png.header(),
      withByte(text, 8, 98),
      png.imageData(),
      png.end,
    ),
  },
  {
    what: "a PNG whose zlib checksum is wrong, where libpng does not get to it",
    reason: /^is a PNG whose image data is damaged$/,
    example: png.png(
      png.header(),
      png.chunk("IDAT", deflateSync(join(row, row)).with(-1, 0)),
      png.end,
    ),
  },
  {
    what: "a PNG with far more image data than its size needs",
    reason: /^is a PNG with far more image data than its size needs$/,
    example: png.png(
      png.header(),
      png.imageData(join(row, new Uint8Array(2 << 20))),
      png.end,
    ),
  },
  {
    what: "a PNG with a chunk before its header",
    reason: /^is a PNG that begins with \w{4} instead of IHDR$/,
    example: png.png(
      png.chunk("acTL", [0, 0, 0, 1, 0, 0, 0, 0]),
      png.header(),
      png.imageData(),
      png.end,
    ),
  },
  {
    what: "a PNG with a palette or a tRNS chunk too late or twice",
    reason:
      /^is a PNG (with two (palettes|tRNS chunks)|whose (palette|tRNS chunk) comes too late)$/,
    example: png.png(grey, clear, clear, greyRow, png.end),
  },
  {
    what: "a PNG whose palette or tRNS chunk contradicts its header",
    reason:
      /^is a PNG (with both alpha samples and a tRNS chunk, which PNG forbids|whose (tRNS chunk|palette) has the wrong length)$/,
    example: png.png(grey, png.chunk("tRNS", [0]), greyRow, png.end),
  },
  {
    what: "a JPEG with a marker that has no place there",
    reason: /^is a JPEG with a misplaced marker at byte \d+$/,
    example: jpeg.jpeg(Uint8Array.of(0xff, 0xd0), jpeg.frame(), jpeg.scan()),
  },
  {
    what: "a WebP with two pictures, of which the decoder takes the first",
    reason: /^is a WebP with two pictures$/,
    example: webp.webp(lossy, lossy),
  },
  {
    what: "a WebP with a canvas or an alpha plane where none belongs",
    reason:
      /^is a WebP (with a second canvas|with a misplaced alpha plane|whose VP8X chunk has the wrong length|with a damaged alpha plane)$/,
    example: webp.webp(lossy, webp.canvas({ width: 5, height: 3 })),
  },
  {
    what: "a WebP whose alpha plane ends inside its last pixel",
    reason: /^is a WebP whose alpha plane ends before its last pixel$/,
    example: webp.webp(
      webp.canvas({ flags: 0x10 }),
      webp.chunk("ALPH", join([1], shortPlane())),
      webp.lossy(),
    ),
  },
  {
    what: "a lossy WebP with a byte where no encoder can write it",
    reason: /^is a WebP whose lossy data is damaged$/,
    example: webp.webp(webp.lossy({
      ...{ width: 1, height: 1 },
      data: join(new Uint8Array(24), [255], new Uint8Array(19).fill(171)),
    })),
  },
];
