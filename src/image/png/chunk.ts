import { crc32 } from "node:zlib";
import { byteText, uint32BE } from "../bytes.ts";
import { type Refusal, refused } from "../refusal.ts";

/** The eight bytes every PNG begins with (PNG third edition, 5.2). */
export const pngSignature = [
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
] as const;

/** Bytes of a chunk beside its data: length, type and CRC. */
export const chunkOverhead = 12;

/** Largest chunk length and largest side (PNG third edition, 5.3 and 11.2.1). */
export const pngMaximum = 2 ** 31 - 1;

/** One whole chunk; offsets count from the start of the file. */
export interface PngChunk {
  readonly ok: true;
  /** Four ASCII letters, the third of which PNG reserves as a capital (5.4). */
  readonly type: string;
  readonly dataStart: number;
  /** Offset after the data, where the CRC stands. */
  readonly dataEnd: number;
  /** Offset after the CRC, where the next chunk begins. */
  readonly end: number;
}

/** Reads the chunk at `at`: its length must fit the file and its CRC must hold. */
export function readPngChunk(
  bytes: Uint8Array,
  at: number,
): PngChunk | Refusal {
  if (at + chunkOverhead > bytes.length) {
    return refused("is a PNG that ends before its IEND chunk");
  }
  const type = byteText(bytes, at + 4, 4);
  if (!/^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(type)) {
    return refused(
      `is a PNG with a chunk that has no legal type at byte ${at}`,
    );
  }
  const length = uint32BE(bytes, at);
  if (length > pngMaximum) {
    return refused(`is a PNG whose ${type} chunk has an impossible length`);
  }
  const dataEnd = at + 8 + length;
  if (dataEnd + 4 > bytes.length) {
    return refused(`is a PNG that is cut off inside its ${type} chunk`);
  }
  if (crc32(bytes.subarray(at + 4, dataEnd)) !== uint32BE(bytes, dataEnd)) {
    return refused(`is a PNG with a wrong checksum in its ${type} chunk`);
  }
  return { ok: true, type, dataStart: at + 8, dataEnd, end: dataEnd + 4 };
}
