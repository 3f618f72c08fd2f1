import { assertEquals } from "@std/assert";
import { walkPng } from "../../src/image/png.ts";
import type { Transparency } from "../../src/image/transparency.ts";
import { join, withByte } from "./support_bytes.ts";
import {
  chunk,
  end,
  header,
  imageData,
  png,
  signature,
  smallest,
} from "./support_png.ts";
import { factsOf, refusalTests } from "./support_walk.ts";

const palette = chunk("PLTE", [1, 2, 3, 4, 5, 6]);
const indexed = header({ colourType: 3, bitDepth: 1 });
const animation = [
  chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]),
  chunk("fdAT", [0, 0, 0, 1, 1, 2, 3]),
] as const;

Deno.test("walkPng() tells the facts of the smallest PNG", () => {
  assertEquals(factsOf(walkPng(smallest)), {
    format: "png",
    width: 1,
    height: 1,
    bytes: smallest.length,
    transparency: "unknown",
    animated: false,
    trailingBytes: 0,
  });
});

const legalDepths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

Deno.test("walkPng() accepts exactly the colour types and bit depths of the standard", () => {
  for (let colourType = 0; colourType <= 7; colourType++) {
    for (let bitDepth = 0; bitDepth <= 17; bitDepth++) {
      const needed = colourType === 3 ? [palette] : [];
      const walked = walkPng(
        png(header({ colourType, bitDepth }), ...needed, imageData(), end),
      );
      assertEquals(
        walked.ok,
        legalDepths[colourType]?.includes(bitDepth) ?? false,
        `colour type ${colourType} at ${bitDepth} bits`,
      );
    }
  }
});

Deno.test("walkPng() accepts sides up to 2^31 - 1 and both interlace methods", () => {
  const facts = factsOf(walkPng(png(
    header({ width: 2 ** 31 - 1, height: 2 ** 31 - 1, interlace: 1 }),
    imageData(),
    end,
  )));
  assertEquals([facts.width, facts.height], [2 ** 31 - 1, 2 ** 31 - 1]);
});

Deno.test("walkPng() counts bytes after IEND, a second PNG included", () => {
  assertEquals(factsOf(walkPng(join(smallest, "more"))).trailingBytes, 4);
  assertEquals(
    factsOf(walkPng(join(smallest, smallest))).trailingBytes,
    smallest.length,
  );
});

Deno.test("walkPng() calls a PNG with acTL or fdAT animated", () => {
  for (const extra of animation) {
    const bytes = png(header(), extra, imageData(), end);
    assertEquals(factsOf(walkPng(bytes)).animated, true);
  }
});

Deno.test("walkPng() does not know the transparency of alpha samples and of tRNS", () => {
  const cases: [Transparency, Uint8Array[]][] = [
    ["none", [header({ colourType: 0 })]],
    ["none", [header({ colourType: 2 })]],
    ["unknown", [header({ colourType: 4 })]],
    ["unknown", [header({ colourType: 6 })]],
    ["none", [indexed, palette]],
    ["unknown", [header({ colourType: 0 }), chunk("tRNS", [0, 1])]],
    ["unknown", [header({ colourType: 2 }), chunk("tRNS", [0, 1, 0, 2, 0, 3])]],
    ["unknown", [indexed, palette, chunk("tRNS", [0])]],
  ];
  for (const [expected, chunks] of cases) {
    const bytes = png(...chunks, imageData(), end);
    assertEquals(factsOf(walkPng(bytes)).transparency, expected);
  }
});

Deno.test("walkPng() accepts several IDAT chunks, empty ones too, and unknown ancillary chunks", () => {
  factsOf(walkPng(png(
    header(),
    chunk("prVt", "anything"),
    chunk("IDAT"),
    imageData(),
    chunk("IDAT"),
    chunk("caBX", "content credentials"),
    end,
  )));
});

refusalTests(walkPng, {
  "a signature alone": [
    join(signature),
    "is a PNG that ends before its IEND chunk",
  ],
  "a signature damaged by a text transfer": [
    join(signature.replace("\r\n", "\n"), header(), imageData(), end),
    "is a PNG with a damaged signature",
  ],
  "signature and IHDR alone": [
    png(header()),
    "is a PNG that ends before its IEND chunk",
  ],
  "a size of 0 x 0": [
    png(header({ width: 0, height: 0 }), imageData(), end),
    "is a PNG with an impossible size of 0 x 0",
  ],
  "a width of 2^31": [
    png(header({ width: 2 ** 31 }), imageData(), end),
    "is a PNG with an impossible size of 2147483648 x 1",
  ],
  "an undefined colour type": [
    png(header({ colourType: 5 }), imageData(), end),
    "is a PNG with colour type 5 at 8 bits, which PNG does not define",
  ],
  "an undefined compression method": [
    png(header({ compression: 1 }), imageData(), end),
    "is a PNG with a compression, filter or interlace method that PNG does not define",
  ],
  "an undefined filter method": [
    png(header({ filter: 64 }), imageData(), end),
    "is a PNG with a compression, filter or interlace method that PNG does not define",
  ],
  "an undefined interlace method": [
    png(header({ interlace: 2 }), imageData(), end),
    "is a PNG with a compression, filter or interlace method that PNG does not define",
  ],
  "an IHDR of 12 bytes": [
    png(chunk("IHDR", new Uint8Array(12)), imageData(), end),
    "is a PNG whose IHDR chunk has the wrong length",
  ],
  "Apple's chunk before IHDR": [
    png(chunk("CgBI", [0, 0, 0, 0]), header(), imageData(), end),
    "is a PNG that begins with CgBI instead of IHDR",
  ],
  "a second IHDR": [
    png(header(), header(), imageData(), end),
    "is a PNG with a second IHDR chunk",
  ],
  "a wrong checksum": [
    png(header(), withByte(imageData(), 9, 0), end),
    "is a PNG with a wrong checksum in its IDAT chunk",
  ],
  "a wrong checksum in an ancillary chunk": [
    png(header(), withByte(chunk("tEXt", "a"), 8, 98), imageData(), end),
    "is a PNG with a wrong checksum in its tEXt chunk",
  ],
  "a chunk length beyond the file": [
    png(header(), withByte(imageData(), 2, 9), end),
    "is a PNG that is cut off inside its IDAT chunk",
  ],
  "a checksum cut off": [
    png(header(), imageData()).subarray(0, -1),
    "is a PNG that is cut off inside its IDAT chunk",
  ],
  "a chunk length above 2^31 - 1": [
    png(header(), withByte(imageData(), 0, 0x80), end),
    "is a PNG whose IDAT chunk has an impossible length",
  ],
  "a chunk type that is no letters": [
    png(header(), chunk("ID\x1b["), imageData(), end),
    "is a PNG with a chunk that has no legal type at byte 33",
  ],
  "a chunk type whose third letter is small": [
    png(header(), chunk("tEst"), imageData(), end),
    "is a PNG with a chunk that has no legal type at byte 33",
  ],
  "an unknown critical chunk": [
    png(header(), chunk("ABCD"), imageData(), end),
    "is a PNG with the chunk ABCD, which PNG does not define",
  ],
  "no IDAT": [png(header(), end), "is a PNG without image data"],
  "an empty IDAT only": [
    png(header(), chunk("IDAT"), end),
    "is a PNG without image data",
  ],
  "IDAT chunks with another between them": [
    png(header(), imageData(), chunk("tEXt", "a"), imageData(), end),
    "is a PNG whose IDAT chunks do not follow each other",
  ],
  "no IEND": [
    png(header(), imageData()),
    "is a PNG that ends before its IEND chunk",
  ],
  "an IEND with data": [
    png(header(), imageData(), chunk("IEND", [0])),
    "is a PNG whose IEND chunk is not empty",
  ],
});
