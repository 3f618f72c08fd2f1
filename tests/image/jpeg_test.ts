import { assertEquals } from "@std/assert";
import { walkJpeg } from "../../src/image/jpeg.ts";
import { join } from "./support_bytes.ts";
import {
  bareScan,
  end,
  frame,
  huffman,
  jpeg,
  orientation,
  quantization,
  scan,
  segment,
  smallest,
  start,
} from "./support_jpeg.ts";
import { assertRefused, factsOf, refusalTests } from "./support_walk.ts";

const restart = [0xff, 0xd3];
const stuffed = [0xff, 0x00];

Deno.test("walkJpeg() tells the facts of the smallest JPEG", () => {
  assertEquals(factsOf(walkJpeg(smallest)), {
    format: "jpeg",
    width: 16,
    height: 9,
    bytes: smallest.length,
    transparency: "none",
    animated: false,
    trailingBytes: 0,
  });
});

Deno.test("walkJpeg() accepts baseline, extended and progressive frames, and no others", () => {
  for (const code of [0xc0, 0xc1]) {
    factsOf(walkJpeg(jpeg(frame({ code }), scan())));
  }
  factsOf(walkJpeg(jpeg(frame({ code: 0xc2 }), scan([0], 3, [0, 0, 0]))));
  const others = [3, 5, 6, 7, 9, 10, 11, 13, 14, 15].map((at) => 0xc0 + at);
  for (const code of others) {
    assertRefused(
      walkJpeg(jpeg(frame({ code }), scan())),
      "is a JPEG with lossless, hierarchical or arithmetic coding, which is not accepted",
    );
  }
});

Deno.test("walkJpeg() accepts greyscale and CMYK", () => {
  for (const components of [1, 3, 4]) {
    factsOf(walkJpeg(jpeg(frame({ components }), scan([1], components))));
  }
});

Deno.test("walkJpeg() reports the stored sides whatever the orientation", () => {
  for (let value = 1; value <= 8; value++) {
    const { width, height } = factsOf(
      walkJpeg(jpeg(orientation(value), frame(), scan())),
    );
    assertEquals([width, height], [16, 9]);
  }
});

Deno.test("walkJpeg() steps over stuffing, restarts and fill bytes in a scan", () => {
  const data = [1, ...stuffed, ...restart, 0xff, 0xff, ...stuffed, 0xff, 0xff];
  factsOf(walkJpeg(jpeg(frame(), scan(data))));
  factsOf(walkJpeg(jpeg(frame(), scan(stuffed))));
});

Deno.test("walkJpeg() takes the eight restart markers for parts of a scan, and only there", () => {
  for (let code = 0xd0; code <= 0xd7; code++) {
    factsOf(walkJpeg(jpeg(frame(), scan([1, 0xff, code]))));
    const outside = jpeg(Uint8Array.of(0xff, code), frame(), scan());
    assertRefused(
      walkJpeg(outside),
      "is a JPEG with a misplaced marker at byte 2",
    );
  }
});

Deno.test("walkJpeg() accepts empty segments and TEM", () => {
  const temporary = Uint8Array.of(0xff, 0x01);
  factsOf(walkJpeg(jpeg(segment(0xfe), temporary, frame(), scan())));
});

Deno.test("walkJpeg() walks several scans with tables between them", () => {
  const scans = [
    scan([0], 3, [0, 0, 0x01]),
    huffman(0x10),
    bareScan([9], 1, [1, 63, 0x02]),
    bareScan([9], 1, [1, 63, 0x21]),
    bareScan([9], 3, [0, 0, 0x10]),
  ];
  factsOf(walkJpeg(jpeg(frame({ code: 0xc2 }), ...scans)));
});

Deno.test("walkJpeg() accepts 50,000 fill bytes before a marker", () => {
  const fill = new Uint8Array(50_000).fill(0xff);
  factsOf(walkJpeg(jpeg(fill, frame(), fill, scan(), fill)));
});

Deno.test("walkJpeg() does not take a thumbnail's markers for its own", () => {
  const thumbnail = jpeg(frame({ width: 1, height: 1 }), scan());
  const { width } = factsOf(
    walkJpeg(jpeg(segment(0xe1, thumbnail), frame(), scan())),
  );
  assertEquals(width, 16);
});

Deno.test("walkJpeg() counts bytes after the end marker, a second picture included", () => {
  assertEquals(
    factsOf(walkJpeg(join(smallest, smallest))).trailingBytes,
    smallest.length,
  );
});

refusalTests(walkJpeg, {
  "a broken start marker": [
    join([0xff, 0xd7], frame(), scan(), end),
    "is a JPEG with a damaged start marker",
  ],
  "a start marker alone": [
    start,
    "is a JPEG that ends before its end marker",
  ],
  "start and end alone": [jpeg(), "is a JPEG without a frame header"],
  "no frame header": [
    jpeg(quantization, huffman(0x00)),
    "is a JPEG without a frame header",
  ],
  "a scan before the frame header": [
    jpeg(scan(), frame()),
    "is a JPEG whose picture data comes before its frame",
  ],
  "two frame headers": [
    jpeg(frame(), frame(), scan()),
    "is a JPEG with two frames",
  ],
  "no scan": [jpeg(frame()), "is a JPEG without picture data"],
  "a scan without data": [
    jpeg(frame(), scan([])),
    "is a JPEG with an empty scan",
  ],
  "a scan of restarts and fill bytes only": [
    jpeg(frame(), scan([...restart, 0xff, 0xff])),
    "is a JPEG with an empty scan",
  ],
  "no end marker": [
    join(start, frame(), scan()),
    "is a JPEG that is cut off inside its picture data",
  ],
  "an end marker cut in half": [
    smallest.subarray(0, -1),
    "is a JPEG that is cut off inside its picture data",
  ],
  "fill bytes to the end": [
    join(start, new Uint8Array(50_000).fill(0xff)),
    "is a JPEG that ends before its end marker",
  ],
  "a segment beyond the file": [
    join(start, [0xff, 0xe0, 0xff, 0xff], new Uint8Array(9)),
    "is a JPEG that is cut off inside a segment",
  ],
  "a segment shorter than its own length field": [
    join(start, [0xff, 0xe0, 0, 1], frame(), scan(), end),
    "is a JPEG with an impossible segment length at byte 4",
  ],
  "stray data between segments": [
    jpeg(Uint8Array.of(7), frame(), scan()),
    "is a JPEG with stray data instead of a marker at byte 2",
  ],
  "stuffing outside a scan": [
    jpeg(Uint8Array.from(stuffed), frame(), scan()),
    "is a JPEG with stray data instead of a marker at byte 2",
  ],
  "a second start marker": [
    jpeg(start, frame(), scan()),
    "is a JPEG with a misplaced marker at byte 2",
  ],
  "a width of 0": [
    jpeg(frame({ width: 0 }), scan()),
    "is a JPEG with an impossible size of 0 x 9",
  ],
  "a height of 0": [
    jpeg(frame({ height: 0 }), scan()),
    "is a JPEG with an impossible size of 16 x 0",
  ],
  "a frame of no components": [
    jpeg(frame({ components: 0 }), scan()),
    "is a JPEG with a damaged frame header",
  ],
  "a frame of five components": [
    jpeg(frame({ components: 5 }), scan()),
    "is a JPEG with a damaged frame header",
  ],
  "a frame header of the wrong length": [
    jpeg(segment(0xc0, [8, 0, 9, 0, 16, 3, 1, 0x11, 0]), scan()),
    "is a JPEG with a damaged frame header",
  ],
  "a scan of no components": [
    jpeg(frame(), scan([1], 0)),
    "is a JPEG with a damaged scan header",
  ],
  "a scan of five components": [
    jpeg(frame(), scan([1], 5)),
    "is a JPEG with a damaged scan header",
  ],
  "a scan header of the wrong length": [
    jpeg(frame(), segment(0xda, [3, 1, 0]), Uint8Array.of(1)),
    "is a JPEG with a damaged scan header",
  ],
});
