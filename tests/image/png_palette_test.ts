import { walkPng } from "../../src/image/png.ts";
import { chunk, end, header, imageData, png } from "./support_png.ts";
import { factsOf, refusalTests } from "./support_walk.ts";

const palette = chunk("PLTE", [1, 2, 3, 4, 5, 6]);
const indexed = header({ colourType: 3, bitDepth: 1 });

Deno.test("walkPng() accepts palettes of 1 to 256 entries", () => {
  for (const entries of [1, 2, 256]) {
    factsOf(walkPng(png(
      header({ colourType: 3 }),
      chunk("PLTE", new Uint8Array(entries * 3)),
      chunk("tRNS", new Uint8Array(entries)),
      imageData(),
      end,
    )));
  }
});

Deno.test("walkPng() accepts palettes that decoders pass over in part", () => {
  const cases = [
    [header({ colourType: 0 }), palette],
    [header({ colourType: 4 }), palette],
    [indexed, chunk("PLTE", new Uint8Array(9))],
    [indexed, palette, chunk("tRNS", [1, 2, 3])],
    [indexed, palette, chunk("tRNS", new Uint8Array(256))],
    [indexed, palette, chunk("tRNS")],
  ];
  for (const chunks of cases) {
    factsOf(walkPng(png(...chunks, imageData(), end)));
  }
});

refusalTests(walkPng, {
  "an indexed PNG without palette": [
    png(indexed, imageData(), end),
    "is a PNG without the palette that its colours need",
  ],
  "a palette of no entries": [
    png(indexed, chunk("PLTE"), imageData(), end),
    "is a PNG whose palette has the wrong length",
  ],
  "a palette with a torn entry": [
    png(indexed, chunk("PLTE", [1, 2, 3, 4]), imageData(), end),
    "is a PNG whose palette has the wrong length",
  ],
  "a palette of 257 entries": [
    png(header(), chunk("PLTE", new Uint8Array(771)), imageData(), end),
    "is a PNG whose palette has the wrong length",
  ],
  "two palettes": [
    png(indexed, chunk("PLTE", [1, 2, 3]), palette, imageData(), end),
    "is a PNG with two palettes",
  ],
  "a palette after the image data": [
    png(header(), imageData(), palette, end),
    "is a PNG whose palette comes too late",
  ],
  "a palette after tRNS": [
    png(
      header({ colourType: 2 }),
      chunk("tRNS", new Uint8Array(6)),
      palette,
      imageData(),
      end,
    ),
    "is a PNG whose palette comes too late",
  ],
  "tRNS beside alpha samples": [
    png(header(), chunk("tRNS", [0]), imageData(), end),
    "is a PNG with both alpha samples and a tRNS chunk, which PNG forbids",
  ],
  "tRNS longer than any palette": [
    png(indexed, palette, chunk("tRNS", new Uint8Array(257)), imageData(), end),
    "is a PNG whose tRNS chunk has the wrong length",
  ],
  "tRNS before the palette": [
    png(indexed, chunk("tRNS", [1]), palette, imageData(), end),
    "is a PNG whose tRNS chunk has the wrong length",
  ],
  "a greyscale tRNS of one byte": [
    png(header({ colourType: 0 }), chunk("tRNS", [1]), imageData(), end),
    "is a PNG whose tRNS chunk has the wrong length",
  ],
  "a truecolour tRNS of two bytes": [
    png(header({ colourType: 2 }), chunk("tRNS", [1, 2]), imageData(), end),
    "is a PNG whose tRNS chunk has the wrong length",
  ],
  "two tRNS chunks": [
    png(
      indexed,
      palette,
      chunk("tRNS", [1]),
      chunk("tRNS", [1]),
      imageData(),
      end,
    ),
    "is a PNG with two tRNS chunks",
  ],
  "tRNS after the image data": [
    png(indexed, palette, imageData(), chunk("tRNS", [1]), end),
    "is a PNG whose tRNS chunk comes too late",
  ],
});
