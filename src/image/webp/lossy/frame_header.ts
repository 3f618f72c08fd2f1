import type { BoolReader } from "./bool_reader.ts";
import {
  initialProbabilities,
  updateProbabilities,
} from "./coefficient_probabilities.ts";

/** What the header of a picture says of the data behind it. */
export interface FrameHeader {
  /** Probabilities in the tree of a macroblock's segment; undefined where they name none. */
  readonly segmentTree: readonly number[] | undefined;
  /** Partitions that hold the coefficients. */
  readonly partitions: number;
  readonly coefficients: Uint8Array;
  /** Probability that a macroblock has coefficients; undefined where all have. */
  readonly unskipped: number | undefined;
}

/** Segments that a picture may have, each with a quantizer and a filter of its own. */
const segments = 4;

/** Adjustments of the loop filter: four for frames referred to, four for modes. */
const filterAdjustments = 8;

/** Quantizers that are given as a difference from the first. */
const quantizerDifferences = 5;

/**
 * Reads the header of a key frame (RFC 6386, 9.2 to 9.11 and 19.2).
 *
 * @throws {EndedData} where the first partition ends
 */
export function readFrameHeader(reader: BoolReader): FrameHeader {
  reader.number(2); // Colour space and clamping.
  const segmentTree = readSegments(reader);
  passFilter(reader);
  const partitions = 2 ** reader.number(2);
  passQuantizers(reader);
  reader.flag(); // Whether later frames begin with these probabilities.
  const coefficients = initialProbabilities.map((probability, index) =>
    reader.read(updateProbabilities[index] ?? 0)
      ? reader.number(8)
      : probability
  );
  const unskipped = reader.flag() ? reader.number(8) : undefined;
  return { segmentTree, partitions, coefficients, unskipped };
}

/** Segment-based adjustments (RFC 6386, 9.3). */
function readSegments(reader: BoolReader): readonly number[] | undefined {
  if (!reader.flag()) return undefined;
  const hasTree = reader.flag();
  if (reader.flag()) {
    reader.flag(); // Whether the values are absolute.
    passOptional(reader, segments, 7);
    passOptional(reader, segments, 6);
  }
  if (!hasTree) return undefined;
  return Array.from(
    { length: segments - 1 },
    () => reader.flag() ? reader.number(8) : 255,
  );
}

/** The loop filter's type, level, sharpness and adjustments (RFC 6386, 9.6). */
function passFilter(reader: BoolReader): void {
  reader.number(1 + 6 + 3);
  const isAdjusted = reader.flag();
  if (isAdjusted && reader.flag()) passOptional(reader, filterAdjustments, 6);
}

function passQuantizers(reader: BoolReader): void {
  reader.number(7);
  passOptional(reader, quantizerDifferences, 4);
}

/** Numbers with a sign, each behind a flag that says whether it is there. */
function passOptional(reader: BoolReader, count: number, bits: number): void {
  for (let index = 0; index < count; index++) {
    if (reader.flag()) reader.number(bits + 1);
  }
}
