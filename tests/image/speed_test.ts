/** Inspection takes time in line with the file's size, however it is made; `task bench` says how much. */
import { assert } from "@std/assert";
import { deflateSync } from "node:zlib";
import type { ImageLimits } from "../../src/image/facts.ts";
import { inspectImage } from "../../src/image/inspect.ts";
import { bigEndian, join } from "./support_bytes.ts";
import * as jpeg from "./support_jpeg.ts";
import { factsOf } from "./support_walk.ts";
import * as png from "./support_png.ts";
import * as webp from "./support_webp.ts";
import { handshakes } from "../support/pace.ts";

const limits: ImageLimits = {
  maxBytes: 128 << 20,
  maxSide: 65_535,
  maxPixels: 100_000_000,
};
const tenMebibytes = 10 << 20;

/** The part repeated to ten mebibytes. */
function tenOf(part: Uint8Array): Uint8Array {
  return repeat(part, Math.floor(tenMebibytes / part.length));
}

function repeat(part: Uint8Array, times: number): Uint8Array {
  const whole = new Uint8Array(part.length * times);
  for (let at = 0; at < whole.length; at += part.length) whole.set(part, at);
  return whole;
}

async function accept(bytes: Uint8Array): Promise<void> {
  factsOf(await inspectImage(bytes, limits));
}

Deno.test("inspectImage() validates a PNG of 100 MiB when the limit lets it", async () => {
  const [width, height] = [6_000, 5_826];
  const rows = new Uint8Array(height * (1 + width * 3));
  const stream = deflateSync(rows, { level: 0 });
  const bytes = png.png(
    png.header({ width, height, colourType: 2 }),
    png.chunk("IDAT", stream),
    png.end,
  );
  assert(bytes.length > 100 << 20, `${bytes.length} bytes`);
  await accept(bytes);
});

/**
 * A PNG with each byte of its data in a chunk of its own: twelve rows of zeros,
 * each a stored block of the greatest length.
 */
function tornToBytes(): Uint8Array {
  const blocks = 12;
  const length = 65_535;
  const zeros = repeat(png.chunk("IDAT", [0]), length);
  const parts = Array.from({ length: blocks }, (_, index) => {
    const isLast = index === blocks - 1 ? 1 : 0;
    const start = [isLast, 0xff, 0xff, 0, 0];
    return join(
      png.chunk("IDAT", index === 0 ? [0x78, 1, ...start] : start),
      zeros,
    );
  });
  // Adler-32 of so many zeros.
  const checksum = bigEndian((blocks * length) % 65_521 * 65_536 + 1, 4);
  return png.png(
    png.header({ width: length - 1, height: blocks, colourType: 0 }),
    ...parts,
    png.chunk("IDAT", checksum),
    png.end,
  );
}

const slowest: Readonly<Record<string, () => Uint8Array>> = {
  "empty PNG chunks": () =>
    png.png(
      png.header(),
      tenOf(png.chunk("teSt")),
      png.imageData(),
      png.end,
    ),
  "empty chunks of PNG image data": () =>
    png.png(
      png.header(),
      tenOf(png.chunk("IDAT")),
      png.imageData(),
      png.end,
    ),
  "PNG image data byte by byte": tornToBytes,
  "bytes behind a PNG's image data": () =>
    png.png(
      png.header(),
      png.imageData(),
      tenOf(png.chunk("IDAT", [0])),
      png.end,
    ),
  "JPEG fill bytes": () =>
    jpeg.jpeg(tenOf(Uint8Array.of(0xff)), jpeg.frame(), jpeg.scan()),
  "JPEG fill bytes in a scan": () =>
    jpeg.jpeg(jpeg.frame(), jpeg.scan(join([1], tenOf(Uint8Array.of(0xff))))),
  "JPEG stuffing": () =>
    jpeg.jpeg(jpeg.frame(), jpeg.scan(tenOf(Uint8Array.of(0xff, 0)))),
  "empty JPEG segments": () =>
    jpeg.jpeg(tenOf(jpeg.segment(0xe1)), jpeg.frame(), jpeg.scan()),
  "JPEG tables": () =>
    jpeg.jpeg(tenOf(jpeg.huffman(0)), jpeg.frame(), jpeg.scan()),
  "empty WebP chunks": () => webp.webp(webp.lossy(), tenOf(webp.chunk("test"))),
};

for (const [name, build] of Object.entries(slowest)) {
  Deno.test(`inspectImage() walks 10 MiB of ${name} in bounded time`, async () => {
    const bytes = build();
    const startedAt = performance.now();
    await accept(bytes);
    const took = performance.now() - startedAt;
    assert(took < handshakes(10), `took ${took} ms`);
  });
}
