import { uint24LE } from "../bytes.ts";
import { type Refusal, refused } from "../refusal.ts";
import type { WebpChunk } from "./chunk.ts";

/** What the VP8X chunk announces (WebP container specification, "Extended File Format"). */
export interface WebpCanvas {
  readonly ok: true;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly alpha: boolean;
  readonly animation: boolean;
}

const alphaFlag = 0x10;
const animationFlag = 0x02;
/** The specification lets readers ignore them; libwebp's demuxer refuses. */
const reservedFlags = 0xc1;

/** Most pixels of a canvas. */
const maxCanvasPixels = 2 ** 32 - 1;

/** Reads a VP8X chunk. */
export function readCanvas(
  bytes: Uint8Array,
  { start, end }: WebpChunk,
): WebpCanvas | Refusal {
  if (end - start !== 10) {
    return refused("is a WebP whose VP8X chunk has the wrong length");
  }
  const flags = bytes[start] ?? 0;
  if ((flags & reservedFlags) !== 0) {
    return refused("is a WebP with flags that WebP does not define");
  }
  const width = uint24LE(bytes, start + 4) + 1;
  const height = uint24LE(bytes, start + 7) + 1;
  if (width * height > maxCanvasPixels) {
    return refused(`is a WebP with an impossible size of ${width} x ${height}`);
  }
  return {
    ok: true,
    width,
    height,
    alpha: (flags & alphaFlag) !== 0,
    animation: (flags & animationFlag) !== 0,
  };
}
