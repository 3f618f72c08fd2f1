import { uint32BE } from "../bytes.ts";
import { chunkOverhead } from "./chunk.ts";
import type { PngLayout } from "./layout.ts";

/** Chunks with fewer data bytes are copied together: each part costs a step of its own. */
const shortChunk = 4096;

/** Room for short chunks, in bytes. */
const gatheredLength = 64 * 1024;

/**
 * The data of all IDAT chunks in order: views of the file, or copies of many
 * short chunks in one. The layout's walk has checked the chunks.
 */
export function* imageData(
  bytes: Uint8Array,
  { imageStart, imageEnd }: PngLayout,
): Generator<Uint8Array, void> {
  let gathered: Uint8Array = new Uint8Array(gatheredLength);
  let filled = 0;
  for (let at = imageStart; at < imageEnd;) {
    const length = uint32BE(bytes, at);
    const data = bytes.subarray(at + 8, at + 8 + length);
    at += chunkOverhead + length;
    const isShort = length < shortChunk;
    if (filled > 0 && (!isShort || filled + length > gatheredLength)) {
      yield gathered.subarray(0, filled);
      gathered = new Uint8Array(gatheredLength);
      filled = 0;
    }
    if (isShort) {
      gathered.set(data, filled);
      filled += length;
    } else {
      yield data;
    }
  }
  if (filled > 0) yield gathered.subarray(0, filled);
}
