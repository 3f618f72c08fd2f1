import { hasBytes, uint16LE, uint24LE, uint32LE } from "../bytes.ts";
import { type Refusal, refused } from "../refusal.ts";
import type { WebpChunk } from "./chunk.ts";
import type { CodedPart } from "./coded_part.ts";

/** What the header of a coded WebP picture says. */
export interface WebpPicture {
  readonly ok: true;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** The picture says that it uses alpha itself; lossy ones keep it in an ALPH chunk. */
  readonly alpha: boolean;
}

/** Bytes of a lossy picture before its first partition (RFC 6386, 9.1). */
export const lossyHeader = 10;

/** Bytes of a lossless picture before its coded data. */
export const losslessHeader = 5;

/** Whether a chunk holds a coded picture. */
export function isPicture(chunk: WebpChunk): boolean {
  return chunk.type === "VP8 " || chunk.type === "VP8L";
}

/** Reads the header of a VP8 or VP8L chunk. */
export function readPicture(
  bytes: Uint8Array,
  chunk: WebpChunk,
): WebpPicture | Refusal {
  return chunk.type === "VP8L"
    ? readLossless(bytes, chunk)
    : readLossy(bytes, chunk);
}

/** The coded data of a picture; libwebp counts the byte that pads it to it. */
export function codedPicture(
  { type, start, next }: WebpChunk,
  { width, height }: WebpPicture,
): CodedPart {
  const kind = type === "VP8L" ? "lossless" : "lossy";
  return { kind, start, end: next, width, height };
}

/** A VP8 key frame that is shown (RFC 6386, 9.1 and 19.1). */
function readLossy(
  bytes: Uint8Array,
  { start, end }: WebpChunk,
): WebpPicture | Refusal {
  const tag = uint24LE(bytes, start);
  const isKeyFrame = (tag & 1) === 0;
  const profile = (tag >> 1) & 7;
  const isShown = ((tag >> 4) & 1) === 1;
  const firstPartition = tag >> 5;
  if (
    !isKeyFrame || profile > 3 || !isShown ||
    !hasBytes(bytes, start + 3, [0x9d, 0x01, 0x2a]) ||
    // The partitions with the coefficients come behind the first one.
    firstPartition >= end - start - lossyHeader
  ) {
    return refused("is a WebP with a damaged VP8 header");
  }
  // The upper two bits of each side are a scale for display, which WebP ignores.
  const width = uint16LE(bytes, start + 6) & 0x3fff;
  const height = uint16LE(bytes, start + 8) & 0x3fff;
  if (width === 0 || height === 0) {
    return refused(`is a WebP with an impossible size of ${width} x ${height}`);
  }
  return { ok: true, width, height, alpha: false };
}

/** A VP8L picture of version 0 (WebP lossless bitstream specification, 3). */
function readLossless(
  bytes: Uint8Array,
  { start, end }: WebpChunk,
): WebpPicture | Refusal {
  const fields = uint32LE(bytes, start + 1);
  const version = fields >>> 29;
  if (end - start <= losslessHeader || bytes[start] !== 0x2f || version !== 0) {
    return refused("is a WebP with a damaged VP8L header");
  }
  return {
    ok: true,
    width: (fields & 0x3fff) + 1,
    height: ((fields >>> 14) & 0x3fff) + 1,
    alpha: ((fields >>> 28) & 1) === 1,
  };
}
