import type { WebpPicture } from "./bitstream.ts";
import type { WebpChunk } from "./chunk.ts";
import type { CodedPart } from "./coded_part.ts";

/**
 * Whether an ALPH chunk can be the alpha plane of the picture in the chunk
 * `coded` (WebP container specification, "Alpha"), which has to be lossy: the
 * plane is uncompressed and has a byte for each pixel, or it is compressed as
 * WebP knows.
 */
export function isAlphaPlane(
  bytes: Uint8Array,
  { start, end }: WebpChunk,
  coded: WebpChunk,
  { width, height }: WebpPicture,
): boolean {
  if (coded.type !== "VP8 ") return false;
  const header = bytes[start] ?? 0;
  const preprocessing = (header >> 4) & 3;
  const reserved = header >> 6;
  const length = end - start - 1;
  const needed = compression(header) === 0 ? width * height : 1;
  return compression(header) <= 1 && preprocessing <= 1 && reserved === 0 &&
    length >= needed;
}

/** Its coded data, where it is compressed. */
export function codedAlpha(
  bytes: Uint8Array,
  { start, end }: WebpChunk,
  { width, height }: WebpPicture,
): readonly CodedPart[] {
  if (compression(bytes[start] ?? 0) === 0) return [];
  return [{ kind: "alpha", start: start + 1, end, width, height }];
}

function compression(header: number): number {
  return header & 3;
}
