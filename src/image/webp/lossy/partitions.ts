import { uint24LE } from "../../bytes.ts";
import { EndedData } from "../coded_fault.ts";

/** Bytes of a partition's length in the table. */
const lengthBytes = 3;

/**
 * Takes apart the data behind the first partition: a table of lengths, then the
 * partitions; the last one goes to the end (RFC 6386, 9.5). One that is longer
 * than what is there is cut, as libwebp does.
 *
 * @throws {EndedData} where the data ends before the last partition begins
 */
export function splitPartitions(
  bytes: Uint8Array,
  count: number,
): readonly Uint8Array[] {
  let start = lengthBytes * (count - 1);
  const partitions = Array.from({ length: count - 1 }, (_, index) => {
    const length = uint24LE(bytes, lengthBytes * index);
    const partition = bytes.subarray(start, start + length);
    start += length;
    return partition;
  });
  if (start >= bytes.length) throw new EndedData();
  return [...partitions, bytes.subarray(start)];
}
