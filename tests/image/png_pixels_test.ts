/** A PNG is accepted when its image data holds the rows that the header promises. */
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { deflateSync } from "node:zlib";
import { inspectImage } from "../../src/image/inspect.ts";
import type { Transparency } from "../../src/image/transparency.ts";
import { join } from "./support_bytes.ts";
import { models, pictures } from "./support_models.ts";
import { encode, filteredRows, type Picture } from "./support_pixels.ts";
import { chunk, end, header, imageData, png } from "./support_png.ts";
import { assertRefused, factsOf } from "./support_walk.ts";
import { assertProperty } from "../support/seeded.ts";

const limits = { maxBytes: 1 << 27, maxSide: 65_535, maxPixels: 1e8 };

const opaquePixel = [0, 1, 2, 3, 255];

/** Fails unless the PNG is accepted. */
async function transparencyOf(bytes: Uint8Array): Promise<Transparency> {
  return factsOf(await inspectImage(bytes, limits)).transparency;
}

for (const model of models) {
  const { colourType, bitDepth } = model;
  Deno.test(`inspectImage() finds the one clear pixel of colour type ${colourType} at ${bitDepth} bits`, async (test) => {
    await assertProperty(
      test,
      fc.asyncProperty(pictures(model), async ({ opaque, clear }) => {
        assertEquals(await transparencyOf(encode(opaque)), "opaque");
        assertEquals(await transparencyOf(encode(clear)), "transparent");
      }),
      40,
    );
  });

  Deno.test(`inspectImage() wants every byte of colour type ${colourType} at ${bitDepth} bits`, async (test) => {
    await assertProperty(
      test,
      fc.asyncProperty(pictures(model), async ({ opaque: picture }) => {
        const rows = filteredRows(picture).slice(0, -1);
        const { interlaced, chunks } = picture;
        const bytes = png(
          header({ ...picture, interlace: interlaced ? 1 : 0 }),
          ...chunks,
          imageData(rows),
          end,
        );
        assertRefused(await inspectImage(bytes, limits), shortOfRows);
      }),
      20,
    );
  });
}

const shortOfRows = "is a PNG whose image data ends before its last row";
const damaged = "is a PNG whose image data is damaged";

Deno.test("inspectImage() says that there is no transparency where there is no channel", async () => {
  const rows = { 0: [0, 0], 2: [0, 0, 0, 0] };
  for (const [colourType, row] of Object.entries(rows)) {
    const bytes = png(
      header({ colourType: Number(colourType) }),
      imageData(row),
      end,
    );
    assertEquals(await transparencyOf(bytes), "none");
  }
});

Deno.test("inspectImage() does not look for a tRNS colour in a picture of more than 16 MiB", async () => {
  const colour = chunk("tRNS", [0, 7, 0, 8, 0, 9]);
  const sized = (width: number, height: number) =>
    png(
      header({ width, height, colourType: 2 }),
      colour,
      imageData(new Uint8Array(height * (1 + width * 3))),
      end,
    );
  assertEquals(await transparencyOf(sized(4_096, 1_365)), "opaque");
  assertEquals(await transparencyOf(sized(4_096, 1_366)), "unknown");
});

/** A copy whose last four bytes, zlib's Adler-32, are zero. */
function withWrongChecksum(stream: Uint8Array): Uint8Array {
  return join(stream.subarray(0, -4), [0, 0, 0, 0]);
}

const stream = deflateSync(join(opaquePixel));

const refused: Readonly<Record<string, readonly [Uint8Array, string]>> = {
  "data that is no zlib stream": [chunk("IDAT", "not deflate"), damaged],
  "a stream cut off": [chunk("IDAT", stream.subarray(0, 6)), damaged],
  "a stream without its checksum": [
    chunk("IDAT", stream.subarray(0, -4)),
    damaged,
  ],
  "a stream with a wrong checksum": [
    chunk("IDAT", withWrongChecksum(stream)),
    damaged,
  ],
  "a stream with a wrong checksum in a chunk of its own": [
    join(chunk("IDAT", stream.subarray(0, -4)), chunk("IDAT", [0, 0, 0, 0])),
    damaged,
  ],
  "a stream that needs a dictionary": [
    // The flag FDICT, and the dictionary's checksum before the data.
    chunk("IDAT", join([0x78, 0xbb, 0, 0, 0, 1], stream.subarray(2))),
    damaged,
  ],
  "a row short of a byte": [imageData(opaquePixel.slice(0, -1)), shortOfRows],
  "a row too few": [imageData([]), shortOfRows],
  "an undefined filter": [
    imageData([5, 1, 2, 3, 255]),
    "is a PNG with a row whose filter PNG does not define",
  ],
  "more than a mebibyte behind the last row": [
    imageData(join(opaquePixel, new Uint8Array((1 << 20) + 1))),
    "is a PNG with far more image data than its size needs",
  ],
};

for (const [name, [data, reason]] of Object.entries(refused)) {
  Deno.test(`inspectImage() refuses a PNG with ${name}`, async () => {
    const bytes = png(header(), data, end);
    assertRefused(await inspectImage(bytes, limits), reason);
  });
}

/** What libpng decodes as well, whatever the standard says. */
const surplus: Readonly<Record<string, Uint8Array>> = {
  "bytes behind the stream": chunk("IDAT", join(stream, "more")),
  "bytes behind the stream in a chunk of their own": join(
    chunk("IDAT", stream),
    chunk("IDAT", "more"),
  ),
  "a byte too many": imageData([...opaquePixel, 0]),
  "a row too many": imageData([...opaquePixel, ...opaquePixel]),
  "a row too many with an undefined filter": imageData([...opaquePixel, 9]),
  "a mebibyte behind the last row": imageData(
    join(opaquePixel, new Uint8Array(1 << 20)),
  ),
};

for (const [name, data] of Object.entries(surplus)) {
  Deno.test(`inspectImage() accepts a PNG with ${name}`, async () => {
    assertEquals(await transparencyOf(png(header(), data, end)), "opaque");
  });
}

Deno.test("inspectImage() sees an undefined filter in the last row of the last pass", async () => {
  const picture: Picture = {
    width: 9,
    height: 9,
    colourType: 0,
    bitDepth: 8,
    interlaced: true,
    filters: [0],
    chunks: [],
    pixels: Array.from({ length: 81 }, () => [0]),
  };
  const rows = filteredRows(picture);
  const lastFilter = rows.length - 10;
  const bytes = png(
    header({ ...picture, interlace: 1 }),
    imageData(rows.with(lastFilter, 5)),
    end,
  );
  assertRefused(
    await inspectImage(bytes, limits),
    "is a PNG with a row whose filter PNG does not define",
  );
});

Deno.test("inspectImage() decodes the longest row that a policy allows", async () => {
  const width = limits.maxSide;
  const samples = new Uint8Array(width * 8).fill(0xff);
  const whole = png(
    header({ width, bitDepth: 16 }),
    imageData(join([0], samples)),
    end,
  );
  assertEquals(await transparencyOf(whole), "opaque");
});

Deno.test("inspectImage() decodes no more than any policy's limits need", async () => {
  const anySize = {
    maxBytes: Infinity,
    maxSide: Infinity,
    maxPixels: Infinity,
  };
  const sizes = [
    { width: 65_536, bitDepth: 16 },
    { width: 2 ** 31 - 1, height: 2 ** 31 - 1 },
    { width: 65_535, height: 2_049, bitDepth: 16 },
  ];
  for (const size of sizes) {
    const bytes = png(header(size), chunk("IDAT", "not deflate"), end);
    const { transparency } = factsOf(await inspectImage(bytes, anySize));
    assertEquals(transparency, "unknown");
  }
});

Deno.test("inspectImage() reads a stream that is torn over IDAT chunks of any size", async () => {
  for (const size of [1, 7, 1_000, 4_095, 4_096, 70_000]) {
    const height = size < 100 ? 10 : 500;
    const rows = new Uint8Array(height * (1 + 4 * 100));
    // Stored, so that there is enough of it to tear.
    const packed = deflateSync(rows, { level: 0 });
    const torn: Uint8Array[] = [];
    for (let at = 0; at < packed.length; at += size) {
      torn.push(chunk("IDAT", packed.subarray(at, at + size)), chunk("IDAT"));
    }
    const bytes = png(header({ width: 100, height }), ...torn, end);
    assertEquals(await transparencyOf(bytes), "transparent", `${size} bytes`);
  }
});

Deno.test("inspectImage() sees a wrong checksum behind a surplus", async () => {
  // So much of it that the rows are long through when the checksum comes.
  const rows = join(opaquePixel, new Uint8Array(1 << 20));
  const bytes = png(
    header(),
    chunk("IDAT", withWrongChecksum(deflateSync(rows))),
    end,
  );
  assertRefused(await inspectImage(bytes, limits), damaged);
});

Deno.test("inspectImage() sees damage far behind the first clear pixel", async () => {
  const height = 20_000;
  const damagedStream = withWrongChecksum(
    deflateSync(new Uint8Array(height * 5), { level: 0 }),
  );
  const bytes = png(header({ height }), chunk("IDAT", damagedStream), end);
  assertRefused(await inspectImage(bytes, limits), damaged);
});

Deno.test("inspectImage() decodes a picture of many pieces to its last pixel", async () => {
  const side = 300;
  const pixels = Array.from({ length: side * side }, (_, index) => [
    (index * 7919) % 251,
    (index * 104_729) % 241,
    (index * 1_299_709) % 239,
    255,
  ]);
  const picture: Picture = {
    width: side,
    height: side,
    colourType: 6,
    bitDepth: 8,
    interlaced: false,
    filters: [4, 3, 2, 1, 0],
    chunks: [],
    pixels,
  };
  assertEquals(await transparencyOf(encode(picture)), "opaque");
  const clear = { ...picture, pixels: pixels.with(-1, [0, 0, 0, 0]) };
  assertEquals(await transparencyOf(encode(clear)), "transparent");
});
