/** Lossy pictures that use one thing of the format each, rightly or wrongly. */
import { join } from "../support_bytes.ts";
import * as webps from "../support_webp.ts";
import { BoolWriter } from "./support_bools.ts";
import {
  answer,
  block,
  blocks,
  header,
  inBlocks,
  lossy,
  type Value,
  whole,
} from "./support_lossy_parts.ts";

/** Twenty macroblocks by wholes between such that are skipped and have no DC of their own. */
function skippedBetween(): Uint8Array {
  const first = header({ ...evenly, besideDc: 1, unskipped: 128 });
  const coefficients = new BoolWriter();
  for (let index = 0; index < 20; index++) {
    whole(first.bool(false));
    inBlocks(first.bool(true), 0, 0);
    coefficients.bool(true, index === 0 ? 128 : 1);
    answer(coefficients, "10", []);
    coefficients.number(0, 1 + 1 + 24);
  }
  return lossy(first, [coefficients.bytes], { width: 40 * 16 });
}

/** Blocks of a one each. */
function evenBlocks(count: number): Uint8Array {
  const writer = new BoolWriter();
  for (let done = 0; done < count; done++) block(writer, ["one"]);
  return writer.bytes;
}

const evenly = { probability: 128 };
const sixteen = (value: Value) => new Array<Value>(16).fill(value);

/** Segments with values and a tree of even chances. */
const segments = (writer: BoolWriter) =>
  writer.number(0b1111, 4).numbers(4, 77, 8).numbers(4, 33, 7)
    .numbers(3, 128, 8);

/** Pictures that decoders take; without their last two bytes they do not. */
export const wholeLossy: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(
    ([
      ...["one", "two", "four", "sixth", "tenth"],
      ...["third", "fourth", "fifth", "largest"],
    ] as const).map((value) => [
      `of coefficients, each ${value}`,
      lossy(whole(header(evenly)), [blocks(sixteen(value))]),
    ]),
  ),
  "of zeros between coefficients": lossy(whole(header(evenly)), [
    blocks(["zero", "one", "zero", "zero", "two", "one"]),
  ]),
  "of blocks that end with a zero": lossy(whole(header(evenly)), [
    blocks([...sixteen("one").slice(0, 14), "zero", "zero"]),
  ]),
  "with modes of blocks": lossy(inBlocks(header(evenly)), [
    evenBlocks(16 + 8),
  ]),
  "with modes that depend on neighbours": lossy(
    inBlocks(
      whole(whole(inBlocks(header(evenly)), "horizontal"), "vertical"),
      3,
      2,
    ),
    [evenBlocks(24 + 25 + 25 + 24)],
    { width: 32, height: 32 },
  ),
  "with two partitions for three rows": lossy(
    whole(whole(whole(header({ ...evenly, partitionBits: 1 })))),
    [evenBlocks(2 * 25), blocks(sixteen("largest"))],
    { width: 16, height: 48 },
  ),
  "with partitions that no row has": lossy(
    whole(header({ ...evenly, partitionBits: 3 })),
    [
      evenBlocks(25),
      ...new Array<Uint8Array>(6).fill(new Uint8Array(0)),
      Uint8Array.of(255),
    ],
  ),
  "with segments": lossy(
    whole(
      header({ ...evenly, segments }).bool(true).bool(false),
    ),
    [evenBlocks(25)],
  ),
  "with a filter that is adjusted and quantizers that differ": lossy(
    whole(header({
      ...evenly,
      filter: (writer) => writer.number(0b11, 2).numbers(8, 33, 7),
      quantizers: (writer) => writer.numbers(5, 9, 5),
    })),
    [evenBlocks(25)],
  ),
  "with macroblocks that are skipped and keep a flag": skippedBetween(),
  "with a macroblock that is skipped": lossy(
    whole(
      whole(header({ ...evenly, unskipped: 200 }).bool(true, 200))
        .bool(false, 200),
    ),
    [evenBlocks(25)],
    { width: 32 },
  ),
};

const hasEnded = "is a WebP whose lossy data ends before its last pixel";

/** Pictures that decoders refuse, and why we do. */
export const damagedLossy: Readonly<
  Record<string, readonly [bytes: Uint8Array, reason: string]>
> = {
  "nothing behind the lengths of its partitions": [
    lossy(
      whole(header({ ...evenly, partitionBits: 3 })),
      new Array<Uint8Array>(8).fill(new Uint8Array(0)),
    ),
    hasEnded,
  ],
  "too few lengths of partitions": [
    lossy(whole(header({ ...evenly, partitionBits: 3 })), [evenBlocks(1)]),
    hasEnded,
  ],
  "a partition that another has taken all bytes of": [
    lossy(whole(header({ ...evenly, partitionBits: 1 })), [
      Uint8Array.of(200, 0, 0, ...evenBlocks(25)),
    ]),
    hasEnded,
  ],
  "an empty last partition, even if no row has it": [
    lossy(
      whole(header({ ...evenly, partitionBits: 1 })),
      [join(evenBlocks(25), [0]), new Uint8Array(0)],
    ),
    hasEnded,
  ],
  "an empty partition": [
    lossy(whole(whole(header({ ...evenly, partitionBits: 1 }))), [
      new Uint8Array(0),
      evenBlocks(50),
    ], { height: 32 }),
    hasEnded,
  ],
  "a first partition that ends inside its header": [
    webps.webp(webps.lossy({ tag: 0x10 | (5 << 5) })),
    hasEnded,
  ],
  "a first partition that ends inside its modes": [
    lossy(header(evenly), [evenBlocks(16 * 25)], { width: 160, height: 160 }),
    hasEnded,
  ],
  "an empty first partition": [
    webps.webp(webps.lossy({ tag: 0x10 })),
    hasEnded,
  ],
};
