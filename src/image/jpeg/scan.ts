import { isRestart, type JpegSegment } from "./marker.ts";
import { type Refusal, refused } from "../refusal.ts";

/** Where a scan's coded data ends. */
export interface JpegScan {
  readonly ok: true;
  /** Offset of the marker that ends the scan. */
  readonly end: number;
}

/**
 * Walks a scan from its header over the coded data: stuffed zeros, restart
 * markers and fill bytes belong to it, any other marker ends it (T.81, B.1.1.5
 * and B.2.3).
 */
export function readScan(
  bytes: Uint8Array,
  header: JpegSegment,
): JpegScan | Refusal {
  const components = bytes[header.start] ?? 0;
  const length = header.end - header.start;
  if (components < 1 || components > 4 || length !== 4 + 2 * components) {
    return refused("is a JPEG with a damaged scan header");
  }
  let at = header.end;
  let empty = true;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) {
      empty = false;
      at++;
      continue;
    }
    const code = bytes[at + 1] ?? 0xff;
    if (code === 0xff) {
      at++;
    } else if (code === 0 || isRestart(code)) {
      empty &&= code !== 0;
      at += 2;
    } else {
      if (empty) return refused("is a JPEG with an empty scan");
      return { ok: true, end: at };
    }
  }
  return refused("is a JPEG that is cut off inside its picture data");
}
