/** What a JPEG's scans need: a frame that can be decoded, and tables. */
import { walkJpeg } from "../../src/image/jpeg.ts";
import {
  bareScan,
  frame,
  huffman,
  jpeg,
  quantization,
  scan,
  segment,
} from "./support_jpeg.ts";
import { factsOf, refusalTests } from "./support_walk.ts";

const damagedTable = "is a JPEG with a damaged table";
const damagedFrame = "is a JPEG with a damaged frame header";
const damagedScan = "is a JPEG with a damaged scan header";
const missingTable = "is a JPEG without the tables that its data needs";

/** A frame of components with these identifiers and sampling factors. */
function sampled(...components: readonly (readonly number[])[]): Uint8Array {
  return segment(0xc0, [
    ...[8, 0, 9, 0, 16, components.length],
    ...components.flatMap((component) => [...component, 0]),
  ]);
}

Deno.test("walkJpeg() accepts the sampling that encoders use", () => {
  for (const sampling of [0x11, 0x21, 0x12, 0x22, 0x41, 0x42]) {
    const colours = sampled([1, sampling], [2, 0x11], [3, 0x11]);
    factsOf(walkJpeg(jpeg(colours, scan())));
  }
  // Alone, a component may be sampled in any way: there is nothing to fit it to.
  factsOf(walkJpeg(jpeg(sampled([1, 0x43]), scan([0], 1))));
});

refusalTests(walkJpeg, {
  "12 bits a sample": [
    jpeg(frame({ code: 0xc1, precision: 12 }), scan()),
    "is a JPEG of 12 bits a sample, which is not accepted",
  ],
  "two components of one name": [
    jpeg(sampled([1, 0x11], [1, 0x11], [3, 0x11]), scan()),
    damagedFrame,
  ],
  "a sampling factor of 0": [
    jpeg(sampled([1, 0x01], [2, 0x11], [3, 0x11]), scan()),
    damagedFrame,
  ],
  "a sampling factor of 5": [
    jpeg(sampled([1, 0x15]), scan([0], 1)),
    damagedFrame,
  ],
  "a sampling factor that does not divide the greatest": [
    jpeg(sampled([1, 0x31], [2, 0x21], [3, 0x11]), scan()),
    damagedFrame,
  ],
  "a scan of a component that the frame does not have": [
    jpeg(frame({ components: 1 }), scan([0], 3)),
    damagedScan,
  ],
  "a scan with a component twice": [
    jpeg(frame(), segment(0xda, [2, 1, 0, 1, 0, 0, 63, 0]), Uint8Array.of(1)),
    damagedScan,
  ],
  "a scan of more blocks than a unit may have": [
    jpeg(sampled([1, 0x22], [2, 0x22], [3, 0x22]), scan()),
    damagedScan,
  ],
  "a progressive scan of DC and AC coefficients": [
    jpeg(frame({ code: 0xc2 }), scan([0], 3, [0, 63, 0])),
    damagedScan,
  ],
  "a progressive scan of AC coefficients of several components": [
    jpeg(frame({ code: 0xc2 }), scan([0], 3, [1, 63, 0])),
    damagedScan,
  ],
  "a progressive scan that ends before it begins": [
    jpeg(frame({ code: 0xc2 }), scan([0], 1, [9, 8, 0])),
    damagedScan,
  ],
  "a progressive scan beyond the last coefficient": [
    jpeg(frame({ code: 0xc2 }), scan([0], 1, [1, 64, 0])),
    damagedScan,
  ],
  "a progressive scan that leaves 14 bits": [
    jpeg(frame({ code: 0xc2 }), scan([0], 1, [1, 63, 14])),
    damagedScan,
  ],
  "a progressive scan that skips a bit": [
    jpeg(frame({ code: 0xc2 }), scan([0], 1, [1, 63, 0x31])),
    damagedScan,
  ],
  "no quantization table": [
    jpeg(huffman(0x00), huffman(0x10), frame(), bareScan()),
    missingTable,
  ],
  "a quantization table of another number only": [
    jpeg(segment(0xdb, [1, ...new Array(64).fill(1)]), frame(), bareScan()),
    missingTable,
  ],
  "a quantization table behind the scan": [
    jpeg(frame(), bareScan(), quantization),
    missingTable,
  ],
  "a progressive scan without a Huffman table for DC": [
    jpeg(
      quantization,
      huffman(0x10),
      frame({ code: 0xc2 }),
      bareScan([0], 3, [0, 0, 0]),
    ),
    missingTable,
  ],
  "a progressive scan without a Huffman table for AC": [
    jpeg(
      quantization,
      huffman(0x00),
      frame({ code: 0xc2 }),
      bareScan([0], 1, [1, 63, 0]),
    ),
    missingTable,
  ],
  "a Huffman table of number 2 that was not brought": [
    jpeg(
      quantization,
      frame({ components: 1 }),
      segment(0xda, [1, 1, 0x20, 0, 63, 0]),
      Uint8Array.of(0),
    ),
    missingTable,
  ],
  "a Huffman table that is no code": [
    jpeg(
      frame(),
      quantization,
      huffman(0x10),
      segment(0xc4, [0x00, 2, ...new Array(15).fill(0), 0, 1]),
      bareScan(),
    ),
    missingTable,
  ],
  "a Huffman table of 257 symbols": [
    jpeg(
      frame(),
      quantization,
      huffman(0x10),
      segment(0xc4, [
        ...[0x00, ...new Array(14).fill(0), 2, 255],
        ...new Array(257).fill(0),
      ]),
      bareScan(),
    ),
    missingTable,
  ],
  "a DC table with a symbol of 16 bits": [
    jpeg(
      frame(),
      quantization,
      huffman(0x10),
      segment(0xc4, [0x00, 1, ...new Array(15).fill(0), 16]),
      bareScan(),
    ),
    missingTable,
  ],
  "a code that takes the place of a usable one": [
    jpeg(
      frame(),
      segment(0xc4, [0x00, 2, ...new Array(15).fill(0), 0, 1]),
      quantization,
      huffman(0x10),
      huffman(0x00),
      segment(0xc4, [0x10, 2, ...new Array(15).fill(0), 0, 1]),
      bareScan(),
    ),
    missingTable,
  ],
  "a Huffman table of number 4": [
    jpeg(huffman(0x04), frame(), scan()),
    damagedTable,
  ],
  "a Huffman table of an unknown kind": [
    jpeg(huffman(0x20), frame(), scan()),
    damagedTable,
  ],
  "a Huffman table with symbols beyond its segment": [
    jpeg(segment(0xc4, [0, 9, ...new Array(15).fill(0), 0]), frame(), scan()),
    damagedTable,
  ],
  "a Huffman table with a byte too many": [
    jpeg(segment(0xc4, [0, 1, ...new Array(15).fill(0), 0, 7]), frame()),
    damagedTable,
  ],
  "a quantization table of number 4": [
    jpeg(segment(0xdb, [4, ...new Array(64).fill(1)]), frame(), scan()),
    damagedTable,
  ],
  "a quantization table of an unknown precision": [
    jpeg(segment(0xdb, [0x20, ...new Array(192).fill(1)]), frame(), scan()),
    damagedTable,
  ],
  "a quantization table cut short": [
    jpeg(segment(0xdb, [0, ...new Array(63).fill(1)]), frame(), scan()),
    damagedTable,
  ],
  "a restart interval of three bytes": [
    jpeg(segment(0xdd, [0, 0, 1]), frame(), scan()),
    damagedTable,
  ],
  "a marker of hierarchical coding": [
    jpeg(segment(0xde, [0]), frame(), scan()),
    "is a JPEG with a misplaced marker at byte 2",
  ],
  "parameters of arithmetic coding": [
    jpeg(segment(0xcc, [0, 0x10]), frame(), scan()),
    "is a JPEG with a misplaced marker at byte 2",
  ],
  "a reserved marker": [
    jpeg(segment(0xf0), frame(), scan()),
    "is a JPEG with a misplaced marker at byte 2",
  ],
});

Deno.test("walkJpeg() accepts a frame of Motion JPEG, which comes without Huffman tables", () => {
  factsOf(walkJpeg(jpeg(quantization, frame(), bareScan())));
});

Deno.test("walkJpeg() takes a progressive scan for what it brings", () => {
  const progressive = frame({ code: 0xc2 });
  // DC coefficients need no table for AC, nor the other way round, nor the
  // later bits of DC one of their own.
  factsOf(walkJpeg(jpeg(
    quantization,
    huffman(0x00),
    progressive,
    bareScan([0], 3, [0, 0, 1]),
  )));
  factsOf(walkJpeg(jpeg(
    quantization,
    huffman(0x10),
    progressive,
    bareScan([0], 1, [1, 63, 0]),
    bareScan([0], 3, [0, 0, 0x10]),
  )));
});
