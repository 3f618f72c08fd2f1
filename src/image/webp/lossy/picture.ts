import { uint24LE } from "../../bytes.ts";
import { EndedData } from "../coded_fault.ts";
import { type ImageSize, inBlocks } from "../image_size.ts";
import type { Work } from "../work.ts";
import { BoolReader } from "./bool_reader.ts";
import { CoefficientReader } from "./coefficients.ts";
import { readFrameHeader } from "./frame_header.ts";
import { ModeReader } from "./modes.ts";
import { splitPartitions } from "./partitions.ts";
import { ResidualReader } from "./residuals.ts";

/** A macroblock has 2 to the power of this many pixels a side. */
const macroblockBits = 4;

/** Steps for the modes of a macroblock: up to 150 yeses and noes. */
const modeSteps = 30;

/**
 * Reads a lossy picture to its last coefficient, without making pixels (RFC
 * 6386). Any bits mean something: damage shows where they end too early.
 *
 * @param bytes the data of its chunk, whose header has been checked
 * @param headerLength bytes before the first partition
 * @throws {EndedData} where a partition ends before what it has to hold
 * @throws {TooLaborious}
 */
export function readLossyPicture(
  bytes: Uint8Array,
  headerLength: number,
  size: ImageSize,
  work: Work,
): void {
  const { width: columns, height: rows } = inBlocks(size, macroblockBits);
  const firstEnd = headerLength + (uint24LE(bytes, 0) >> 5);
  const first = new BoolReader(bytes.subarray(headerLength, firstEnd));
  const header = readFrameHeader(first);
  const readers = splitPartitions(bytes.subarray(firstEnd), header.partitions)
    // A picture of fewer rows does not have the others looked at.
    .slice(0, rows)
    .map((partition) => new BoolReader(partition));
  const modes = new ModeReader(first, header, columns);
  const coefficients = new CoefficientReader(header.coefficients);
  const residuals = new ResidualReader(coefficients, columns);
  for (let row = 0; row < rows; row++) {
    const reader = readers[row % readers.length];
    if (reader === undefined) throw new EndedData();
    modes.beginRow();
    residuals.beginRow();
    for (let column = 0; column < columns; column++) {
      residuals.read(reader, column, modes.read(column));
      work.spend(modeSteps + coefficients.takeSteps());
    }
  }
}
