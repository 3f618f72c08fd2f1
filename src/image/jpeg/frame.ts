import { uint16BE } from "../bytes.ts";
import type { JpegSegment } from "./marker.ts";
import { type Refusal, refused } from "../refusal.ts";

/** Size of the picture, from its frame header. */
export interface JpegFrame {
  readonly ok: true;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** C4, C8 and CC stand among the frame headers but are tables and a reserved code. */
const notFrames: readonly number[] = [0xc4, 0xc8, 0xcc];

/** Whether a marker is one of the thirteen frame headers SOF0 to SOF15 (T.81, table B.1). */
export function isFrameHeader(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && !notFrames.includes(code);
}

/** Reads a frame header (T.81, B.2.2): at least one pixel and one to four components. */
export function readFrame(
  bytes: Uint8Array,
  segment: JpegSegment,
): JpegFrame | Refusal {
  const { start, end } = segment;
  const components = bytes[start + 5] ?? 0;
  if (components < 1 || components > 4 || end - start !== 6 + 3 * components) {
    return refused("is a JPEG with a damaged frame header");
  }
  const height = uint16BE(bytes, start + 1);
  const width = uint16BE(bytes, start + 3);
  // A height of 0 may be given after the first scan by the standard, but
  // common decoders, libjpeg first, refuse such a file.
  if (width === 0 || height === 0) {
    return refused(`is a JPEG with an impossible size of ${width} x ${height}`);
  }
  return { ok: true, width, height };
}
