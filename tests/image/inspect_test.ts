import { assert, assertEquals } from "@std/assert";
import type { ImageLimits } from "../../src/image/facts.ts";
import { inspectImage } from "../../src/image/inspect.ts";
import { bigEndian, join } from "./support_bytes.ts";
import * as jpeg from "./support_jpeg.ts";
import * as png from "./support_png.ts";
import { lossy, webp } from "./support_webp.ts";
import { assertRefused, factsOf } from "./support_walk.ts";

const limits: ImageLimits = {
  maxBytes: 10_485_760,
  maxSide: 16_384,
  maxPixels: 40_000_000,
};

/** A PNG of these sides, as far as its structure tells. */
function sized(width: number, height: number): Uint8Array {
  return png.png(png.header({ width, height }), png.imageData(), png.end);
}

Deno.test("inspectImage() knows each accepted format by its content", async () => {
  const samples = {
    png: png.smallest,
    jpeg: jpeg.smallest,
    webp: webp(lossy()),
  };
  for (const [format, bytes] of Object.entries(samples)) {
    assertEquals(factsOf(await inspectImage(bytes, limits)).format, format);
  }
});

Deno.test("inspectImage() looks only at the view it is given", async () => {
  const around = join("GIF89a", png.smallest, "more");
  const view = around.subarray(6, 6 + png.smallest.length);
  assertEquals(factsOf(await inspectImage(view, limits)).trailingBytes, 0);
});

const strangers: Readonly<Record<string, readonly [Uint8Array, string]>> = {
  "a GIF": [join("GIF89a", new Uint8Array(20)), "a GIF"],
  "an old GIF": [join("GIF87a", new Uint8Array(20)), "a GIF"],
  "a GIF of twelve bytes": [join("GIF89a", new Uint8Array(6)), "a GIF"],
  "a BMP": [
    join("BM", [0x3a, 1, 1, 1], [0, 0, 0, 0], [0x36, 0, 0, 0]),
    "a BMP",
  ],
  "a text that begins like a BMP": [join("BMW drives well"), "a text file"],
  "an Intel TIFF": [join("II*\0", new Uint8Array(20)), "a TIFF"],
  "a Motorola TIFF": [join("MM\0*", new Uint8Array(20)), "a TIFF"],
  "a BigTIFF": [join("II+\0", new Uint8Array(20)), "a TIFF"],
  "a HEIC": [container("heic", "mif1", "heic"), "a HEIC"],
  "a HEIC under its general brand": [container("mif1", "heic"), "a HEIC"],
  "a HEIF": [container("mif1"), "a HEIF"],
  "an AVIF": [container("avif", "mif1"), "an AVIF"],
  "an AVIF under its general brand": [container("mif1", "avif"), "an AVIF"],
  "an AVIF sequence": [container("avis"), "an AVIF"],
  "a film that mentions a brand behind its first box": [
    join(container("isom").subarray(0, 16), "avif", new Uint8Array(20)),
    "a film or other media file",
  ],
  "a film": [container("isom", "mp42"), "a film or other media file"],
  "an SVG": [join('<svg xmlns="http://www.w3.org/2000/svg"/>'), "an SVG"],
  "an SVG with a prologue": [
    join(
      '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg>\n<SVG>',
    ),
    "an SVG",
  ],
  "an HTML page": [join("\r\n<!DOCTYPE html><html></html>"), "an HTML page"],
  "an HTML page that shows an SVG": [
    join("<html><body><svg></svg></body></html>"),
    "an HTML page",
  ],
  "other XML": [join('<?xml version="1.0"?><rss/>'), "an XML text"],
  "a PDF": [join("%PDF-1.7\n", new Uint8Array(20)), "a PDF"],
  "a JPEG XL": [join([0xff, 0x0a], new Uint8Array(20)), "a JPEG XL"],
  "a JPEG XL in its container": [
    join("\0\0\0\x0cJXL \r\n\x87\n", new Uint8Array(20)),
    "a JPEG XL",
  ],
  "a JPEG 2000": [
    join("\0\0\0\x0cjP  \r\n\x87\n", new Uint8Array(20)),
    "a JPEG 2000",
  ],
  "a JPEG 2000 codestream": [
    join([0xff, 0x4f, 0xff, 0x51], new Uint8Array(20)),
    "a JPEG 2000",
  ],
  "a sound file": [
    join("RIFF\x10\0\0\0WAVEfmt ", new Uint8Array(20)),
    "a RIFF file other than WebP",
  ],
  "an error message": [join('{"error": "not found"}'), "a text file"],
};

/** An `ftyp` box with its major brand, a version and compatible brands. */
function container(...brands: readonly string[]): Uint8Array {
  const [major = "", ...compatible] = brands;
  const box = join("ftyp", major, "\0\0\0\0", ...compatible);
  return join(bigEndian(box.length + 4, 4), box, new Uint8Array(200));
}

for (const [name, [bytes, described]] of Object.entries(strangers)) {
  Deno.test(`inspectImage() refuses ${name} by name`, async () => {
    assertRefused(
      await inspectImage(bytes, limits),
      `is ${described}, which is not accepted`,
    );
  });
}

Deno.test("inspectImage() refuses what it cannot name", async () => {
  assertRefused(await inspectImage(new Uint8Array(0), limits), "is empty");
  for (const start of [[0x89], [0xff], [0x52, 0x49, 0x46, 0x46, 1, 0, 0, 0]]) {
    assertRefused(
      await inspectImage(Uint8Array.from(start), limits),
      "is too short to be an image",
    );
  }
  assertRefused(
    await inspectImage(new Uint8Array(100), limits),
    "is not a PNG, JPEG or WebP image",
  );
});

Deno.test("inspectImage() accepts an image exactly at each limit", async () => {
  const bytes = png.blank(200, 100);
  const exact = { maxBytes: bytes.length, maxSide: 200, maxPixels: 20_000 };
  factsOf(await inspectImage(bytes, exact));
});

Deno.test("inspectImage() refuses one byte too many before reading anything", async () => {
  const broken = new Uint8Array(10_485_761);
  assertRefused(
    await inspectImage(broken, limits),
    "has 10,485,761 bytes, more than the 10,485,760 allowed",
  );
});

Deno.test("inspectImage() refuses a side or an area beyond the limits", async () => {
  assertRefused(
    await inspectImage(sized(1, 16_385), limits),
    "is 1 x 16,385 pixels, more than the 16,384 a side allowed",
  );
  assertRefused(
    await inspectImage(sized(8_000, 5_001), limits),
    "is 8,000 x 5,001 pixels, more than the 40,000,000 in all allowed",
  );
  assertRefused(
    await inspectImage(sized(2 ** 31 - 1, 2 ** 31 - 1), limits),
    "is 2,147,483,647 x 2,147,483,647 pixels, more than the 16,384 a side allowed",
  );
});

Deno.test("inspectImage() tells the facts of an image that is only too large", async () => {
  const tooLarge = await inspectImage(sized(8_000, 5_001), limits);
  assert(!tooLarge.ok);
  assertEquals(tooLarge.tooLarge?.height, 5_001);
  const others = [sized(8_000, 5_001).subarray(0, -1), sized(8_000, 4_999)];
  for (const bytes of others) {
    const inspection = await inspectImage(bytes, limits);
    assert(!inspection.ok);
    assertEquals(inspection.tooLarge, undefined);
  }
});

Deno.test("inspectImage() gives the structure's fault before that of its size", async () => {
  const cut = sized(1, 16_385).subarray(0, -1);
  assertRefused(
    await inspectImage(cut, limits),
    "is a PNG that ends before its IEND chunk",
  );
});
