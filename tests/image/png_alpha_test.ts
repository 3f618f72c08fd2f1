import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { deflateSync, inflateSync } from "node:zlib";
import { pngTransparency } from "../../src/image/png_alpha.ts";
import { bigEndian, join } from "./support_bytes.ts";
import { encode, filteredRows, type Picture } from "./support_pixels.ts";
import { chunk, end, header, imageData, png } from "./support_png.ts";

const opaquePixel = [0, 1, 2, 3, 255];
const clearPixel = [0, 1, 2, 3, 254];

/** A colour model with samples that hide and samples that show the background. */
interface Model {
  readonly colourType: number;
  readonly bitDepth: number;
  readonly chunks: readonly Uint8Array[];
  readonly opaque: readonly (readonly number[])[];
  readonly clear: readonly number[];
}

/** Grey samples beside the clear 1, by bit depth. */
const opaqueGreys: Readonly<Record<number, readonly number[][]>> = {
  1: [[0]],
  2: [[0], [2], [3]],
  4: [[0], [3], [8], [15]],
  8: [[0], [3], [128], [255]],
  16: [[0], [0x0101], [0xff01], [0x0100]],
};

const models: readonly Model[] = [
  ...[1, 2, 4, 8, 16].map((bitDepth) => ({
    colourType: 0,
    bitDepth,
    // The unused high bits of the sample must not matter.
    chunks: [chunk("tRNS", bigEndian((0xffff << bitDepth | 1) & 0xffff, 2))],
    opaque: opaqueGreys[bitDepth] ?? [],
    clear: [1],
  })),
  ...[8, 16].map((bitDepth) => ({
    colourType: 2,
    bitDepth,
    chunks: [chunk("tRNS", [0, 7, 0, 8, 0, 9])],
    opaque: [[7, 8, 8], [9, 8, 7], [0, 7, 8], [8, 9, 7]],
    clear: [7, 8, 9],
  })),
  ...[1, 2, 4, 8].map((bitDepth) => ({
    colourType: 3,
    bitDepth,
    chunks: [
      chunk("PLTE", new Uint8Array(bitDepth === 1 ? 6 : 12)),
      chunk("tRNS", bitDepth === 1 ? [255, 0] : [255, 254, 255]),
    ],
    opaque: bitDepth === 1 ? [[0]] : [[0], [2], [3]],
    clear: [1],
  })),
  ...[8, 16].flatMap((bitDepth) => {
    const full = 2 ** bitDepth - 1;
    return [
      {
        colourType: 4,
        bitDepth,
        chunks: [],
        opaque: [[0, full], [full, full], [17, full]],
        clear: [full, full - 1],
      },
      {
        colourType: 6,
        bitDepth,
        chunks: [],
        opaque: [[0, 1, 2, full], [full, 0, 0, full]],
        clear: [full, full, full, full - 1],
      },
    ];
  }),
];

/** Pictures up to 20 pixels a side with any filters; the clear pixel stands at `clearAt`. */
function pictures(model: Model) {
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
    const clear: Picture = {
      ...opaque,
      pixels: pixels.with(clearAt % count, model.clear),
    };
    return { opaque, clear };
  });
}

for (const model of models) {
  const { colourType, bitDepth } = model;
  Deno.test(`pngTransparency() finds the one clear pixel of colour type ${colourType} at ${bitDepth} bits`, async () => {
    await fc.assert(
      fc.asyncProperty(pictures(model), async ({ opaque, clear }) => {
        assertEquals(await pngTransparency(encode(opaque)), "opaque");
        assertEquals(await pngTransparency(encode(clear)), "transparent");
      }),
      { numRuns: 40 },
    );
  });
}

Deno.test("pngTransparency() says none where there is no channel", async () => {
  for (const colourType of [0, 2]) {
    const bytes = png(header({ colourType }), imageData(), end);
    assertEquals(await pngTransparency(bytes), "none");
  }
});

/** A copy whose last four bytes, zlib's Adler-32, are zero. */
function withWrongChecksum(stream: Uint8Array): Uint8Array {
  return join(stream.subarray(0, -4), [0, 0, 0, 0]);
}

/** One row of opaque RGBA pixels at 16 bits a sample. */
function opaqueRow(width: number): Uint8Array {
  const samples = new Uint8Array(width * 8).fill(0xff);
  return png(
    header({ width, bitDepth: 16 }),
    imageData(join([0], samples)),
    end,
  );
}

const broken: Readonly<Record<string, Uint8Array>> = {
  "no PNG": join("GIF89a"),
  "a cut PNG": png(header(), imageData(opaquePixel)),
  "no compressed stream": png(header(), chunk("IDAT", "not deflate"), end),
  "a stream cut off": png(
    header(),
    chunk("IDAT", deflateSync(join(opaquePixel)).subarray(0, 6)),
    end,
  ),
  "a stream with a wrong checksum": png(
    header(),
    chunk("IDAT", withWrongChecksum(deflateSync(join(opaquePixel)))),
    end,
  ),
  "bytes after the stream": png(
    header(),
    chunk("IDAT", join(deflateSync(join(opaquePixel)), "more")),
    end,
  ),
  "a row short of a byte": png(
    header(),
    imageData(opaquePixel.slice(0, -1)),
    end,
  ),
  "a row too few": png(header({ height: 2 }), imageData(opaquePixel), end),
  "a byte too many": png(header(), imageData([...opaquePixel, 0]), end),
  "an undefined filter": png(header(), imageData([5, 1, 2, 3, 255]), end),
  "a row longer than any policy allows": opaqueRow(65_536),
  "a row of many gigabytes": png(
    header({ width: 2 ** 31 - 1, bitDepth: 16 }),
    imageData(opaquePixel),
    end,
  ),
};

for (const [name, bytes] of Object.entries(broken)) {
  Deno.test(`pngTransparency() does not know about ${name}`, async () => {
    assertEquals(await pngTransparency(bytes), "unknown");
  });
}

Deno.test("pngTransparency() decodes the longest row that a policy allows", async () => {
  assertEquals(await pngTransparency(opaqueRow(65_535)), "opaque");
});

Deno.test("pngTransparency() reads a stream that is torn over many IDAT chunks", async () => {
  const packed = deflateSync(join(clearPixel));
  const torn = Array.from(packed, (byte) => chunk("IDAT", [byte]));
  assertEquals(
    await pngTransparency(png(header(), ...torn, chunk("IDAT"), end)),
    "transparent",
  );
});

Deno.test("pngTransparency() stops at the first clear pixel, before damage far behind it", async () => {
  const height = 20_000;
  const rows = new Uint8Array(height * 5);
  // Stored, not compressed, so that the damage lies many pieces further on.
  const damaged = withWrongChecksum(deflateSync(rows, { level: 0 }));
  const bytes = png(header({ height }), chunk("IDAT", damaged), end);
  assertEquals(await pngTransparency(bytes), "transparent");
});

Deno.test("pngTransparency() stops a decompression bomb where the header's rows end", async () => {
  const bomb = deflateSync(join(opaquePixel, new Uint8Array(128 << 20)));
  const bytes = png(header(), chunk("IDAT", bomb), end);
  const whole = await timed(() => Promise.resolve(inflateSync(bomb)));
  const ours = await timed(async () => {
    assertEquals(await pngTransparency(bytes), "unknown");
  });
  assert(ours < whole / 3, `took ${ours} ms, all of it takes ${whole} ms`);
});

/** Milliseconds that a run took. */
async function timed(run: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await run();
  return performance.now() - before;
}

Deno.test("pngTransparency() decodes a picture of many pieces to its last pixel", async () => {
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
  assertEquals(filteredRows(picture).length, side * (1 + side * 4));
  assertEquals(await pngTransparency(encode(picture)), "opaque");
  const clear = { ...picture, pixels: pixels.with(-1, [0, 0, 0, 0]) };
  assertEquals(await pngTransparency(encode(clear)), "transparent");
});
