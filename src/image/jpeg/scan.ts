import { isRestart } from "./marker.ts";
import { type Refusal, refused } from "../refusal.ts";

/** Where a scan's coded data ends. */
export interface JpegScan {
  readonly ok: true;
  /** Offset of the marker that ends the scan. */
  readonly end: number;
}

/**
 * Walks the coded data of a scan from `start`: stuffed zeros, restart markers
 * and fill bytes belong to it, any other marker ends it (T.81, B.1.1.5 and
 * B.2.3).
 */
export function readScanData(
  bytes: Uint8Array,
  start: number,
): JpegScan | Refusal {
  let at = start;
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
