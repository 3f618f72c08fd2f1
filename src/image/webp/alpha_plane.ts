import type { WebpPicture } from "./bitstream.ts";
import type { WebpChunk } from "./chunk.ts";

/**
 * Whether an ALPH chunk can be the alpha plane of the picture in the chunk
 * `coded` (WebP container specification, "Alpha"), which has to be lossy: the
 * plane is uncompressed and has a byte for each pixel, or it is compressed as
 * WebP knows, which is not looked into.
 */
export function isAlphaPlane(
  bytes: Uint8Array,
  { start, end }: WebpChunk,
  coded: WebpChunk,
  { width, height }: WebpPicture,
): boolean {
  if (coded.type !== "VP8 ") return false;
  const header = bytes[start] ?? 0;
  const compression = header & 3;
  const preprocessing = (header >> 4) & 3;
  const length = end - start - 1;
  const needed = compression === 0 ? width * height : 1;
  return compression <= 1 && preprocessing <= 1 && length >= needed;
}
