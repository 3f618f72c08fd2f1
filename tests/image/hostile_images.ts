/** What image files hold that are broken, lie, or are no images at all; and whole ones that look odd. */
import { bigEndian, join, littleEndian, withByte } from "./support_bytes.ts";
import * as jpeg from "./support_jpeg.ts";
import * as png from "./support_png.ts";
import { realImage } from "./support_real.ts";
import * as webp from "./support_webp.ts";

/** A file by the name that it has, and the words in which it is refused. */
type Refused = readonly [name: string, bytes: Uint8Array, words: string];

const zeros = new Uint8Array(100);

/** A PNG of these sides with the data of one pixel. */
function sized(width: number, height: number): Uint8Array {
  return png.png(png.header({ width, height }), png.imageData(), png.end);
}

/** The first box of a file as cameras and phones write it. */
function container(brand: string): Uint8Array {
  const box = join("ftyp", brand, "\0\0\0\0", brand);
  return join(bigEndian(box.length + 4, 4), box, zeros);
}

const lyingWebp = realImage("webpLossy");

/** No image, half an image, or one of a kind that is not taken. */
export const refusedImages: readonly Refused[] = [
  ["zero bytes.png", new Uint8Array(0), "is empty"],
  ["one byte.png", Uint8Array.of(0x89), "too short"],
  ["signature.png", join(png.signature), "ends before its IEND"],
  ["IHDR.png", png.png(png.header()), "ends before its IEND"],
  ["0 x 0.png", sized(0, 0), "impossible size of 0 x 0"],
  ["2^31 - 1.png", sized(2 ** 31 - 1, 2 ** 31 - 1), "pixels, more than"],
  ["CRC.png", withByte(png.smallest, 45, 1), "wrong checksum"],
  ["no IDAT.png", png.png(png.header(), png.end), "without image data"],
  ["no IEND.png", png.smallest.subarray(0, -12), "ends before its IEND"],
  [
    "junk for pixels.png",
    png.png(png.header(), png.chunk("IDAT", zeros), png.end),
    "whose image data is damaged",
  ],
  ["rows too few.png", sized(1, 2), "ends before its last row"],
  [
    "bomb.png",
    png.png(png.header(), png.imageData(new Uint8Array(2 << 20)), png.end),
    "far more image data",
  ],
  ["no SOF.jpg", jpeg.jpeg(jpeg.scan()), "before its frame"],
  ["no EOI.jpg", jpeg.smallest.subarray(0, -2), "cut off"],
  [
    "RIFF length.webp",
    withByte(lyingWebp, 4, (lyingWebp[4] ?? 0) + 2),
    "shorter than its RIFF header says",
  ],
  ["text.png", join("not a picture"), "is a text file"],
  ["GIF.png", join("GIF89a", zeros), "is a GIF"],
  ["BMP.png", join("BM", littleEndian(154, 4), zeros), "is a BMP"],
  ["TIFF.png", join("II*\0", zeros), "is a TIFF"],
  ["HEIC.png", container("heic"), "is a HEIC"],
  ["AVIF.png", container("avif"), "is an AVIF"],
  ["SVG.png", join("<svg xmlns='http://www.w3.org/2000/svg'/>"), "is an SVG"],
  ["HTML.png", join("<!doctype html><p>not found"), "is an HTML page"],
  ["PDF.png", join("%PDF-1.7\n", zeros), "is a PDF"],
  ...(["pngInterlaced", "jpegProgressive", "webpLossyAlpha"] as const).flatMap(
    (name) => cuts(name, realImage(name)),
  ),
];

/** The first to the last tenth of an image. */
function cuts(name: string, bytes: Uint8Array): readonly Refused[] {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenths) => [
    `${name} cut at ${tenths} tenths`,
    bytes.subarray(0, Math.floor(bytes.length * tenths / 10)),
    "is",
  ]);
}

const exif = "MM\0*\0\0\0\x08\0\0";

/** Whole images, by the names that their files have. */
export const acceptedImages: readonly (readonly [string, Uint8Array])[] = [
  ["interlaced.png", realImage("pngInterlaced")],
  ["16 bits.png", realImage("png16")],
  ["palette.png", realImage("pngPalette")],
  [
    "metadata.png",
    png.png(
      png.header(),
      png.chunk("eXIf", exif),
      png.chunk("caBX", "content credentials"),
      png.chunk("iTXt", "Author\0\0\0\0\0Jane"),
      png.imageData(),
      png.end,
    ),
  ],
  ["progressive.jpg", realImage("jpegProgressive")],
  ["CMYK.jpg", realImage("jpegCmyk")],
  ...[2, 3, 4, 5, 6, 7, 8].map((value) =>
    [
      `orientation ${value}.jpg`,
      jpeg.jpeg(jpeg.orientation(value), jpeg.frame(), jpeg.scan()),
    ] as const
  ),
  [
    "50,000 fill bytes.jpg",
    jpeg.jpeg(new Uint8Array(50_000).fill(0xff), jpeg.frame(), jpeg.scan()),
  ],
  [
    "metadata.jpg",
    jpeg.jpeg(
      jpeg.orientation(1),
      jpeg.segment(0xeb, join("JP\0\x01content credentials")),
      jpeg.frame(),
      jpeg.scan(),
    ),
  ],
  ["VP8.webp", realImage("webpLossy")],
  ["VP8L.webp", realImage("webpLosslessAlpha")],
  ["VP8X.webp", realImage("webpLossyAlpha")],
  [
    "metadata.webp",
    webp.webp(
      webp.canvas({ flags: 0x08 }),
      webp.lossy(),
      webp.chunk("EXIF", [...exif].map((letter) => letter.charCodeAt(0))),
    ),
  ],
  ["JPEG inside.png", jpeg.smallest],
  ["PNG inside.jpg", png.smallest],
  ["WebP inside.png", realImage("webpLossless")],
];

/** Whole images of more than one frame. */
export const animatedImages: readonly (readonly [string, Uint8Array])[] = [
  [
    "APNG.png",
    png.png(
      png.header(),
      png.chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]),
      png.imageData(),
      png.chunk("fdAT", [0, 0, 0, 1, 1, 2, 3]),
      png.end,
    ),
  ],
  ["animated.webp", realImage("webpAnimated")],
];
