import { assertEquals } from "@std/assert";
import { walkWebp } from "../../src/image/webp.ts";
import { join, littleEndian } from "./support_bytes.ts";
import { canvas, chunk, frame, lossless, lossy, webp } from "./support_webp.ts";
import { factsOf, refusalTests } from "./support_walk.ts";

/** An alpha plane of 16 x 9 pixels that is not compressed. */
const alphaPlane = chunk("ALPH", new Uint8Array(1 + 16 * 9));
/** One that says it is compressed. */
const packedPlane = chunk("ALPH", [1, 0]);
const animation = chunk("ANIM", [0, 0, 0, 0, 0, 0]);

const accepted: Readonly<
  Record<string, readonly [Uint8Array, alpha: boolean, animated: boolean]>
> = {
  "a simple lossy file": [webp(lossy()), false, false],
  "a simple lossless file": [webp(lossless()), false, false],
  "a simple lossless file with alpha": [
    webp(lossless({ alpha: true })),
    true,
    false,
  ],
  "an extended lossy file": [webp(canvas(), lossy()), false, false],
  "an extended file with metadata around the picture": [
    webp(
      canvas({ flags: 0x2c }),
      chunk("ICCP", [1]),
      lossy(),
      chunk("EXIF", [1, 2, 3]),
      chunk("XMP ", [4]),
    ),
    false,
    false,
  ],
  "an extended file with an alpha plane": [
    webp(canvas({ flags: 0x10 }), alphaPlane, lossy()),
    true,
    false,
  ],
  "an extended file with a compressed alpha plane": [
    webp(canvas({ flags: 0x10 }), packedPlane, lossy()),
    true,
    false,
  ],
  "an alpha plane that the flags do not announce": [
    webp(canvas(), alphaPlane, lossy()),
    true,
    false,
  ],
  "an animation": [
    webp(
      canvas({ flags: 0x02 }),
      animation,
      frame(lossy()),
      frame(lossless()),
    ),
    false,
    true,
  ],
  "an animation with alpha in a frame": [
    webp(canvas({ flags: 0x02 }), animation, frame(alphaPlane, lossy())),
    true,
    true,
  ],
  "a frame behind a simple picture": [
    webp(lossy(), frame(lossy())),
    false,
    true,
  ],
  "frames that the flags do not announce": [
    webp(canvas(), frame(lossy())),
    false,
    true,
  ],
};

for (
  const [name, [bytes, alpha, animated]] of Object.entries(accepted)
) {
  Deno.test(`walkWebp() accepts ${name}`, () => {
    assertEquals(factsOf(walkWebp(bytes)), {
      format: "webp",
      width: 16,
      height: 9,
      bytes: bytes.length,
      transparency: alpha ? "unknown" : "none",
      animated,
      trailingBytes: 0,
    });
  });
}

Deno.test("walkWebp() reads sides to the format's greatest", () => {
  const sides = (bytes: Uint8Array) => {
    const { width, height } = factsOf(walkWebp(bytes));
    return [width, height];
  };
  const lossyMax = { width: 16_383, height: 16_383 };
  const losslessMax = { width: 16_384, height: 16_384 };
  assertEquals(sides(webp(lossy(lossyMax))), [16_383, 16_383]);
  assertEquals(sides(webp(lossless(losslessMax))), [16_384, 16_384]);
  const most = canvas({ width: 65_537, height: 65_535, flags: 0x02 });
  assertEquals(sides(webp(most, animation, frame(lossy()))), [65_537, 65_535]);
});

Deno.test("walkWebp() ignores the display scale in a lossy picture's sides", () => {
  const scaled = lossy({ width: 16 + 0x4000, height: 9 + 0x8000 });
  assertEquals(factsOf(walkWebp(webp(scaled))).width, 16);
});

Deno.test("walkWebp() accepts a first partition that leaves a byte for the next", () => {
  factsOf(walkWebp(webp(lossy({ tag: 0x10 | (39 << 5) }))));
});

Deno.test("walkWebp() accepts the four profiles of lossy pictures", () => {
  for (const profile of [0, 1, 2, 3]) {
    factsOf(walkWebp(webp(lossy({ tag: 0x10 | (profile << 1) }))));
  }
});

Deno.test("walkWebp() accepts a last chunk without its padding", () => {
  const body = join("WEBP", lossy(), "EXIF", littleEndian(1, 4), [7]);
  factsOf(walkWebp(join("RIFF", littleEndian(body.length, 4), body)));
});

Deno.test("walkWebp() counts bytes after the length that the RIFF header gives", () => {
  assertEquals(factsOf(walkWebp(join(webp(lossy()), "more"))).trailingBytes, 4);
});

/** A file whose RIFF header is off by so many bytes. */
function lying(by: number): Uint8Array {
  const bytes = webp(lossy());
  return join("RIFF", littleEndian(bytes.length - 8 + by, 4), bytes.slice(8));
}

refusalTests(walkWebp, {
  "another RIFF form": [
    join("RIFF", littleEndian(4, 4), "WAVE"),
    "is a WebP with a damaged RIFF header",
  ],
  "a RIFF length beyond the file": [
    lying(1),
    "is a WebP that is shorter than its RIFF header says",
  ],
  "a RIFF length that cuts a chunk": [
    lying(-2),
    "is a WebP that is cut off inside a chunk",
  ],
  "a RIFF length of nothing": [
    join("RIFF", littleEndian(4, 4), "WEBP", lossy()),
    "is a WebP that is cut off between chunks",
  ],
  "rests of a chunk at the end": [
    webp(lossy(), Uint8Array.of(1, 2, 3, 4)),
    "is a WebP that is cut off between chunks",
  ],
  "a file that begins with metadata": [
    webp(chunk("EXIF", [1]), lossy()),
    "is a WebP that does not begin with a picture or its canvas",
  ],
  "an extended file without picture": [
    webp(canvas(), chunk("EXIF", [1])),
    "is a WebP without a picture",
  ],
  "two pictures": [
    webp(canvas(), lossy(), lossless()),
    "is a WebP with two pictures",
  ],
  "a picture that does not fill its canvas": [
    webp(canvas({ width: 17 }), lossy()),
    "is a WebP whose picture and canvas differ in size",
  ],
  "a canvas chunk of the wrong length": [
    webp(chunk("VP8X", [0, 0, 0, 0]), lossy()),
    "is a WebP whose VP8X chunk has the wrong length",
  ],
  "a canvas of too many pixels": [
    webp(canvas({ width: 65_536, height: 65_536 }), lossy()),
    "is a WebP with an impossible size of 65536 x 65536",
  ],
  "an animation without frames": [
    webp(canvas({ flags: 0x02 }), animation),
    "is an animated WebP without frames",
  ],
  "a frame without picture": [
    webp(canvas({ flags: 0x02 }), animation, frame(alphaPlane)),
    "is a WebP with an empty frame",
  ],
  "a frame too short for its header": [
    webp(canvas({ flags: 0x02 }), animation, chunk("ANMF", [1, 2])),
    "is a WebP with an empty frame",
  ],
  "a frame inside a frame": [
    webp(canvas({ flags: 0x02 }), animation, frame(frame(lossy()))),
    "is a WebP with a frame inside a frame",
  ],
  "a lossy picture that is no key frame": [
    webp(lossy({ tag: 0x11 })),
    "is a WebP with a damaged VP8 header",
  ],
  "a lossy picture that is not shown": [
    webp(lossy({ tag: 0 })),
    "is a WebP with a damaged VP8 header",
  ],
  "a lossy picture of an unknown profile": [
    webp(lossy({ tag: 0x10 | (4 << 1) })),
    "is a WebP with a damaged VP8 header",
  ],
  "a lossy picture with a partition that fills its chunk": [
    webp(lossy({ tag: 0x10 | (40 << 5) })),
    "is a WebP with a damaged VP8 header",
  ],
  "a lossy picture that is only a header": [
    webp(chunk("VP8 ", [0x10, 0, 0, 0x9d, 0x01, 0x2a, 16, 0, 9, 0])),
    "is a WebP with a damaged VP8 header",
  ],
  "a lossy picture without its start code": [
    webp(chunk("VP8 ", [0x10, 0, 0, 1, 2, 3, 16, 0, 9, 0, 1])),
    "is a WebP with a damaged VP8 header",
  ],
  "a lossy picture of no width": [
    webp(lossy({ width: 0 })),
    "is a WebP with an impossible size of 0 x 9",
  ],
  "a lossy picture of no height": [
    webp(lossy({ height: 0 })),
    "is a WebP with an impossible size of 16 x 0",
  ],
  "a lossless picture of an unknown version": [
    webp(lossless({ version: 1 })),
    "is a WebP with a damaged VP8L header",
  ],
  "a lossless picture without its signature": [
    webp(chunk("VP8L", [0x2e, 0, 0, 0, 0, 1])),
    "is a WebP with a damaged VP8L header",
  ],
  "a lossless picture that is only a header": [
    webp(chunk("VP8L", [0x2f, 0, 0, 0, 0])),
    "is a WebP with a damaged VP8L header",
  ],
  "an alpha plane a pixel short": [
    webp(canvas(), chunk("ALPH", new Uint8Array(16 * 9)), lossy()),
    "is a WebP with a damaged alpha plane",
  ],
  "an alpha plane that is only a header": [
    webp(canvas(), chunk("ALPH", [1]), lossy()),
    "is a WebP with a damaged alpha plane",
  ],
  "an alpha plane of an unknown compression": [
    webp(canvas(), chunk("ALPH", [2, ...new Array(144).fill(0)]), lossy()),
    "is a WebP with a damaged alpha plane",
  ],
  "an alpha plane of an unknown preprocessing": [
    webp(canvas(), chunk("ALPH", [0x21, 0]), lossy()),
    "is a WebP with a damaged alpha plane",
  ],
  "an alpha plane with reserved bits": [
    webp(canvas(), chunk("ALPH", [0x40, ...new Array(144).fill(0)]), lossy()),
    "is a WebP with a damaged alpha plane",
  ],
  "a frame with a damaged alpha plane": [
    webp(canvas({ flags: 2 }), animation, frame(chunk("ALPH", [2]), lossy())),
    "is a WebP with a damaged alpha plane",
  ],
  "an alpha plane behind its picture": [
    webp(canvas(), lossy(), alphaPlane),
    "is a WebP with a misplaced alpha plane",
  ],
  "two alpha planes": [
    webp(canvas(), alphaPlane, alphaPlane, lossy()),
    "is a WebP with a misplaced alpha plane",
  ],
  "something between alpha plane and picture": [
    webp(canvas(), alphaPlane, chunk("EXIF", [1]), lossy()),
    "is a WebP with a misplaced alpha plane",
  ],
  "an alpha plane for a lossless picture": [
    webp(canvas(), alphaPlane, lossless()),
    "is a WebP with a damaged alpha plane",
  ],
  "a second canvas": [
    webp(canvas(), canvas(), lossy()),
    "is a WebP with a second canvas",
  ],
  "a flag that WebP does not define": [
    webp(canvas({ flags: 0x40 }), lossy()),
    "is a WebP with flags that WebP does not define",
  ],
});
