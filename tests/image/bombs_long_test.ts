/** Small files that promise or hold huge pictures cost at most 64 MB and little time. */
import { assert, assertEquals } from "@std/assert";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createDeflate } from "node:zlib";
import * as z from "zod";
import { join } from "./support_bytes.ts";
import * as jpeg from "./support_jpeg.ts";
import { chunk, end, header, imageData, png } from "./support_png.ts";
import * as webp from "./support_webp.ts";
import { BitWriter } from "./webp/support_bits.ts";
import { groupsOf, smallCodes } from "./webp/support_groups.ts";
import { handshakes } from "../support/pace.ts";

const program = fileURLToPath(new URL("inspect_alone.ts", import.meta.url));
const cost = z.object({
  outcome: z.string(),
  ms: z.number(),
  grown: z.number(),
});

/** Most memory of a bomb, in bytes. */
const memoryLimit = 64_000_000;

/** Most time of a bomb, in milliseconds: whoever makes its pixels takes minutes. */
const timeLimit = handshakes(5);

/** Fails unless inspecting the bytes ends like this, at little cost. */
async function assertHarmless(
  bytes: Uint8Array,
  outcome: string,
): Promise<void> {
  assert(bytes.length <= 10 << 20, `a file of ${bytes.length} bytes`);
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeFile(file, bytes);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "--allow-all", program, file],
    }).output();
    const found = cost.parse(JSON.parse(new TextDecoder().decode(stdout)));
    assertEquals(found.outcome, outcome);
    assert(found.grown <= memoryLimit, `took ${found.grown} bytes`);
    assert(found.ms <= timeLimit, `took ${found.ms} ms`);
  } finally {
    await Deno.remove(file);
  }
}

/** The row, repeated and compressed. */
async function packed(row: Uint8Array, times: number): Promise<Uint8Array> {
  const rows = Readable.from(new Array(times).fill(row));
  const parts: Uint8Array[] = await Array.fromAsync(rows.pipe(createDeflate()));
  return join(...parts);
}

/** A filter type and the filtered bytes of a row. */
function filtered(filter: number, length: number, fill = 0): Uint8Array {
  return new Uint8Array(1 + length).fill(fill).with(0, filter);
}

const sides = { width: 8_000, height: 5_000 };
const truecolour16 = { ...sides, bitDepth: 16, colourType: 2 };
const colourKey = chunk("tRNS", [0, 7, 0, 8, 0, 9]);
const palette = [chunk("PLTE", new Uint8Array(768)), chunk("tRNS", [255, 0])];

/** The most that the limits of the built-in policy allow, in a small file. */
const largest: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  "none: 240 MB of rows": async () =>
    png(
      header(truecolour16),
      chunk("IDAT", await packed(filtered(4, 48_000), 5_000)),
      end,
    ),
  "transparent: 320 MB of rows with alpha, the first pixel clear": async () =>
    png(
      header({ ...sides, bitDepth: 16 }),
      chunk("IDAT", await packed(filtered(4, 64_000), 5_000)),
      end,
    ),
  "opaque: 320 MB of rows with alpha that hides nothing": async () =>
    png(
      header({ ...sides, bitDepth: 16 }),
      chunk("IDAT", await packed(filtered(0, 64_000, 255), 5_000)),
      end,
    ),
  "unknown: 240 MB of rows with a clear colour": async () =>
    png(
      header(truecolour16),
      colourKey,
      chunk("IDAT", await packed(filtered(4, 48_000), 5_000)),
      end,
    ),
  "opaque: 16 MiB of rows with a clear colour that is nowhere": async () =>
    png(
      header({ width: 4_096, height: 1_365, colourType: 2 }),
      colourKey,
      chunk("IDAT", await packed(filtered(4, 12_288), 1_365)),
      end,
    ),
  "opaque: 16 MiB of palette indexes": async () =>
    png(
      header({ width: 4_096, height: 4_096, colourType: 3 }),
      ...palette,
      chunk("IDAT", await packed(filtered(2, 4_096), 4_096)),
      end,
    ),
  "transparent: 320 MB of interlaced rows": async () =>
    png(
      header({ ...sides, bitDepth: 16, interlace: 1 }),
      // 40 million pixels of 8 bytes, and 9,375 filter types.
      chunk("IDAT", await packed(new Uint8Array(512_015), 625)),
      end,
    ),
};

for (const [name, build] of Object.entries(largest)) {
  Deno.test(`A PNG within the limits costs little, ${name}`, async () => {
    const [outcome = ""] = name.split(":");
    await assertHarmless(await build(), outcome);
  });
}

const greatest = 2 ** 31 - 1;
const tenMegabytes = new Uint8Array(10_000_000);

/** Much promised, or much that nobody promised. */
const bombs: Readonly<
  Record<string, readonly [() => Promise<Uint8Array>, string]>
> = {
  "a pixel with 320 MB behind it": [
    async () =>
      png(
        header(),
        chunk("IDAT", await packed(new Uint8Array(64_000), 5_000)),
        end,
      ),
    "is a PNG with far more image data than its size needs",
  ],
  "320 MB of the 2^31 - 1 rows that are promised": [
    async () =>
      png(
        header({ width: greatest, height: greatest }),
        chunk("IDAT", await packed(new Uint8Array(64_000), 5_000)),
        end,
      ),
    "is 2,147,483,647 x 2,147,483,647 pixels, more than the 16,384 a side allowed",
  ],
  "a single row of 2^31 - 1 pixels": [
    () =>
      Promise.resolve(png(
        header({ width: greatest, bitDepth: 16 }),
        chunk("IDAT", tenMegabytes),
        end,
      )),
    "is 2,147,483,647 x 1 pixels, more than the 16,384 a side allowed",
  ],
  "the largest square that a policy may allow a side of": [
    async () =>
      png(
        header({ width: 16_384, height: 16_384, bitDepth: 16 }),
        chunk("IDAT", await packed(new Uint8Array(64_000), 5_000)),
        end,
      ),
    "is 16,384 x 16,384 pixels, more than the 40,000,000 in all allowed",
  ],
  "40 megapixels with the data of one": [
    async () =>
      png(
        header({ ...sides, bitDepth: 16 }),
        chunk("IDAT", await packed(new Uint8Array(1), 9)),
        end,
      ),
    "is a PNG whose image data ends before its last row",
  ],
  "a compressed text of 320 MB": [
    async () =>
      png(
        header(),
        chunk(
          "zTXt",
          join("a\0\0", await packed(new Uint8Array(64_000), 5_000)),
        ),
        imageData(),
        end,
      ),
    "opaque",
  ],
  "a JPEG of 65,535 x 65,535": [
    () =>
      Promise.resolve(jpeg.jpeg(
        jpeg.frame({ width: 65_535, height: 65_535 }),
        jpeg.scan(tenMegabytes),
      )),
    "is 65,535 x 65,535 pixels, more than the 16,384 a side allowed",
  ],
  "a JPEG of 40 megapixels in three bytes": [
    () => Promise.resolve(jpeg.jpeg(jpeg.frame(sides), jpeg.scan())),
    "none",
  ],
  "a lossy WebP of 16,383 x 16,383": [
    () =>
      Promise.resolve(
        webp.webp(webp.lossy({ width: 16_383, height: 16_383 })),
      ),
    "is 16,383 x 16,383 pixels, more than the 40,000,000 in all allowed",
  ],
  "a lossless WebP of 40 megapixels in three bytes": [
    () =>
      Promise.resolve(webp.webp(webp.lossless({ ...sides, data: [1, 2, 3] }))),
    "is a WebP whose lossless data ends before its last pixel",
  ],
  "an animated canvas of 2^24 x 255": [
    () =>
      Promise.resolve(webp.webp(
        webp.canvas({ width: 2 ** 24, height: 255, flags: 2 }),
        webp.frame(webp.lossy()),
      )),
    "is 16,777,216 x 255 pixels, more than the 16,384 a side allowed",
  ],
};

/** Two groups of codes, as the blocks' image says in a bit for each; the second has a copy or a literal. */
function blocksInTurn(blocks: number, second: (writer: BitWriter) => void) {
  const writer = new BitWriter().blocks().cache(0).simple(0, 1).zeros(4)
    .put(0, 1).repeat(1, 1, blocks - 1).zeros(5);
  second(writer);
  return writer;
}

/** Lossless data that takes long, if anything does, and its picture's sides. */
const lossless: Readonly<
  Record<string, () => readonly [BitWriter, number, number]>
> = {
  "one colour": () => [new BitWriter().plain().zeros(5), 8_000, 5_000],
  "blocks of one colour each": () => [
    blocksInTurn(2_000 * 1_250, (writer) => writer.zeros(5)),
    8_000,
    5_000,
  ],
  "copies of a pixel that take no bits": () => [
    blocksInTurn(
      2_000 * 1_250,
      (writer) =>
        writer.lengthCode({ 1: 1, 18: 1 }).given(3)
          .put(1, 1).put(127, 7).put(1, 1).put(107, 7).put(0, 1)
          .zeros(3).simple(1),
    ),
    8_000,
    5_000,
  ],
  "samples of a bit each": () => [
    new BitWriter().plain().simple(0, 1).simple(0, 1).simple(0, 1).simple(0, 1)
      .zeros(1).repeat(0xffff, 16, 5_000_000),
    5_000,
    4_000,
  ],
  "65,536 groups of great codes": () => [
    groupsOf((writer) =>
      writer.flat(11, 2048).flat(8, 256).flat(8, 256).flat(8, 256).zeros(1)
    ),
    1_024,
    1_024,
  ],
  "65,536 groups of small codes": () => [
    groupsOf(smallCodes),
    1_024,
    1_024,
  ],
};

for (const [name, build] of Object.entries(lossless)) {
  Deno.test(`A lossless WebP within the limits costs little: ${name}`, async () => {
    const [writer, width, height] = build();
    const data = writer.bytes;
    const bytes = webp.webp(webp.lossless({ width, height, data }));
    await assertHarmless(bytes, "none");
  });
}

/** A lossy picture of 40 megapixels whose coefficients go on for ten megabytes. */
function manyCoefficients(fill: number): Uint8Array {
  const [first, length] = [400_000, 10_400_000];
  const data = new Uint8Array(length).fill(fill, first);
  return webp.webp(webp.lossy({ ...sides, tag: 0x10 | (first << 5), data }));
}

for (const fill of [0, 0x55, 0xaa, 0xfe]) {
  Deno.test(`A lossy WebP within the limits costs little, of bytes ${fill}`, async () => {
    await assertHarmless(manyCoefficients(fill), "none");
  });
}

Deno.test("An animation costs little that has the largest picture in each of 240,000 frames", async () => {
  const frame = webp.frame(webp.lossless(sides));
  const thousand = join(...new Array<Uint8Array>(1_000).fill(frame));
  const bytes = webp.webp(
    webp.canvas({ ...sides, flags: 2 }),
    ...new Array<Uint8Array>(240).fill(thousand),
  );
  await assertHarmless(bytes, "none");
});

for (const [name, [build, outcome]] of Object.entries(bombs)) {
  Deno.test(`A bomb costs little: ${name}`, async () => {
    await assertHarmless(await build(), outcome);
  });
}
