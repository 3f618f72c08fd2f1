/** The parts of lossy pictures. */
import { updateProbabilities } from "../../../src/image/webp/lossy/coefficient_probabilities.ts";
import { modeProbabilities } from "../../../src/image/webp/lossy/mode_probabilities.ts";
import { join, littleEndian } from "../support_bytes.ts";
import * as webps from "../support_webp.ts";
import { BoolWriter } from "./support_bools.ts";

/** The parts of a picture's header that are not always there. */
interface HeaderParts {
  readonly segments?: (writer: BoolWriter) => unknown;
  readonly filter?: (writer: BoolWriter) => unknown;
  readonly partitionBits?: number;
  readonly quantizers?: (writer: BoolWriter) => unknown;
  /** Probability of every branch of every coefficient. */
  readonly probability?: number;
  /** That of an empty block of the luma's DC where one of its neighbours is not. */
  readonly besideDc?: number;
  /** Probability that a macroblock has coefficients. */
  readonly unskipped?: number;
}

/** Which of all probabilities that is: block type 1, band 0, context 1, branch 0. */
const dcBesideDc = (1 * 8 * 3 + 1) * 11;

const no = (count: number) => (writer: BoolWriter) => writer.number(0, count);

export function header(
  {
    segments = no(1),
    filter = no(1),
    partitionBits = 0,
    quantizers = no(5),
    probability,
    besideDc = probability,
    unskipped,
  }: HeaderParts = {},
): BoolWriter {
  const writer = new BoolWriter().number(0, 2);
  segments(writer);
  writer.number(0, 10);
  filter(writer);
  writer.number(partitionBits, 2).number(0, 7);
  quantizers(writer);
  writer.number(0, 1);
  for (const [index, likelihood] of updateProbabilities.entries()) {
    const changed = index === dcBesideDc ? besideDc : probability;
    writer.bool(changed !== undefined, likelihood);
    if (changed !== undefined) writer.number(changed, 8);
  }
  writer.bool(unskipped !== undefined);
  return unskipped === undefined ? writer : writer.number(unskipped, 8);
}

/** Modes of a whole macroblock's luma: the answers in the tree, and their probabilities. */
const wholeModes = {
  dc: { mode: 0, answers: "00", probabilities: [156, 163] },
  motion: { mode: 1, answers: "11", probabilities: [156, 128] },
  vertical: { mode: 2, answers: "01", probabilities: [156, 163] },
  horizontal: { mode: 3, answers: "10", probabilities: [156, 128] },
} as const;

/** Modes of a block, in RFC 6386's order: the answers in the tree, and the branches that ask. */
const blockModes = [
  { answers: "0", branches: [0] },
  { answers: "10", branches: [0, 1] },
  { answers: "110", branches: [0, 1, 2] },
  { answers: "11100", branches: [0, 1, 2, 3, 4] },
  { answers: "11110", branches: [0, 1, 2, 3, 6] },
  { answers: "111010", branches: [0, 1, 2, 3, 4, 5] },
  { answers: "111011", branches: [0, 1, 2, 3, 4, 5] },
  { answers: "111110", branches: [0, 1, 2, 3, 6, 7] },
  { answers: "1111110", branches: [0, 1, 2, 3, 6, 7, 8] },
  { answers: "1111111", branches: [0, 1, 2, 3, 6, 7, 8] },
] as const;

/** Adds the answers in a tree. */
export function answer(
  writer: BoolWriter,
  answers: string,
  probabilities: readonly number[],
): void {
  [...answers].forEach((digit, index) =>
    writer.bool(digit === "1", probabilities[index])
  );
}

/** Adds the modes of a macroblock that is predicted as a whole. */
export function whole(
  writer: BoolWriter,
  name: keyof typeof wholeModes = "dc",
): BoolWriter {
  writer.bool(true, 145);
  answer(writer, wholeModes[name].answers, wholeModes[name].probabilities);
  return writer.bool(false, 142);
}

/** Adds those of a macroblock with a mode for each block, between neighbours of one mode each. */
export function inBlocks(writer: BoolWriter, above = 0, left = 0): BoolWriter {
  writer.bool(false, 145);
  const modes: number[] = [];
  for (let index = 0; index < 16; index++) {
    const over = index < 4 ? above : modes[index - 4] ?? 0;
    const before = index % 4 === 0 ? left : modes[index - 1] ?? 0;
    const mode = (7 * index + 3) % 10;
    const context = (10 * over + before) * 9;
    const { answers, branches } = blockModes[mode] ?? blockModes[0];
    answer(
      writer,
      answers,
      branches.map((branch) => modeProbabilities[context + branch] ?? 0),
    );
    modes.push(mode);
  }
  return writer.bool(true, 142).bool(true, 114).bool(true, 183);
}

/** A file of 16 x 9 pixels, which are one macroblock, or of more. */
export function lossy(
  first: BoolWriter,
  partitions: readonly Uint8Array[],
  size: { readonly width?: number; readonly height?: number } = {},
): Uint8Array {
  return webps.webp(webps.lossy({
    ...size,
    tag: 0x10 | (first.bytes.length << 5),
    data: join(
      first.bytes,
      ...partitions.slice(0, -1).map(({ length }) => littleEndian(length, 3)),
      ...partitions,
    ),
  }));
}

/** Values of coefficients: the answers in the tree, and the probabilities of their further bits. */
const values = {
  zero: { answers: "0", bits: undefined },
  one: { answers: "10", bits: [] },
  two: { answers: "1100", bits: [] },
  four: { answers: "11011", bits: [] },
  sixth: { answers: "11100", bits: [159] },
  tenth: { answers: "11101", bits: [165, 145] },
  third: { answers: "111100", bits: [173, 148, 140] },
  fourth: { answers: "111101", bits: [176, 155, 140, 135] },
  fifth: { answers: "111110", bits: [180, 157, 141, 134, 130] },
  largest: {
    answers: "111111",
    bits: [254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129],
  },
} as const;

export type Value = keyof typeof values;

/** Adds a block of values whose branches have even chances; it ends behind them. */
export function block(
  writer: BoolWriter,
  row: readonly Value[],
  length = 16,
): void {
  let mayEnd = true;
  for (const name of row) {
    const { answers, bits } = values[name];
    if (mayEnd) writer.bool(true);
    answer(writer, answers, []);
    for (const probability of bits ?? []) writer.bool(true, probability);
    if (bits) writer.bool(true);
    mayEnd = bits !== undefined;
  }
  if (row.length < length) writer.bool(false);
}

/** The blocks of a macroblock that is predicted as a whole: luma's DC, luma without it, chroma. */
export function blocks(row: readonly Value[]): Uint8Array {
  const writer = new BoolWriter();
  block(writer, row);
  for (let count = 0; count < 16; count++) block(writer, row.slice(0, 15), 15);
  for (let count = 0; count < 8; count++) block(writer, row);
  return writer.bytes;
}
