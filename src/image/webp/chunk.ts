import { byteText, uint32LE } from "../bytes.ts";
import { type Refusal, refused } from "../refusal.ts";

/** Bytes before a chunk's data: its type and length. */
export const webpChunkHeader = 8;

/** One whole RIFF chunk; offsets count from the start of the file. */
export interface WebpChunk {
  readonly ok: true;
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Offset of the next chunk, after the byte that pads an odd length. */
  readonly next: number;
}

/**
 * Reads the chunk at `at`, which must lie before `limit`. The padding of the
 * last chunk may be missing: libwebp does not ask for it either.
 */
export function readWebpChunk(
  bytes: Uint8Array,
  at: number,
  limit: number,
): WebpChunk | Refusal {
  const start = at + webpChunkHeader;
  if (start > limit) return refused("is a WebP that is cut off between chunks");
  const length = uint32LE(bytes, at + 4);
  const end = start + length;
  if (end > limit) return refused("is a WebP that is cut off inside a chunk");
  const next = Math.min(end + length % 2, limit);
  return { ok: true, type: byteText(bytes, at, 4), start, end, next };
}
