/** Inspection takes time in line with the file's size, however it is made. */
import { assert } from "@std/assert";
import type { ImageLimits } from "../../src/image/facts.ts";
import { inspectImage } from "../../src/image/inspect.ts";
import { join } from "./support_bytes.ts";
import * as jpeg from "./support_jpeg.ts";
import * as png from "./support_png.ts";
import * as webp from "./support_webp.ts";

const limits: ImageLimits = {
  maxBytes: 128 << 20,
  maxSide: 100,
  maxPixels: 10_000,
};
const tenMebibytes = 10 << 20;

/** The part repeated to ten mebibytes. */
function tenOf(part: Uint8Array): Uint8Array {
  const whole = new Uint8Array(tenMebibytes - tenMebibytes % part.length);
  for (let at = 0; at < whole.length; at += part.length) whole.set(part, at);
  return whole;
}

/** Least of so many runs, in milliseconds: the others waited for the machine. */
function fastest(runs: number, bytes: Uint8Array): number {
  const times = Array.from({ length: runs }, () => {
    const before = performance.now();
    const inspection = inspectImage(bytes, limits);
    assert(inspection.ok, inspection.ok ? "" : inspection.reason);
    return performance.now() - before;
  });
  return Math.min(...times);
}

Deno.test("inspectImage() walks a PNG of 10 MiB well under 60 ms", () => {
  const data = png.chunk("IDAT", new Uint8Array(8_180));
  const bytes = png.png(png.header(), tenOf(data), png.end);
  const elapsed = fastest(9, bytes);
  assert(elapsed < 30, `took ${elapsed} ms`);
});

Deno.test("inspectImage() walks a valid PNG of 100 MiB when the limit lets it", () => {
  const data = png.chunk("IDAT", new Uint8Array(100 << 20));
  const elapsed = fastest(3, png.png(png.header(), data, png.end));
  assert(elapsed < 300, `took ${elapsed} ms`);
});

const slowest: Readonly<Record<string, () => Uint8Array>> = {
  "empty PNG chunks": () =>
    png.png(
      png.header(),
      tenOf(png.chunk("teSt")),
      png.imageData(),
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
  "empty WebP chunks": () => webp.webp(webp.lossy(), tenOf(webp.chunk("test"))),
};

for (const [name, build] of Object.entries(slowest)) {
  Deno.test(`inspectImage() walks 10 MiB of ${name} in bounded time`, () => {
    const elapsed = fastest(2, build());
    assert(elapsed < 1_500, `took ${elapsed} ms`);
  });
}
