import { uint16BE } from "../bytes.ts";
import { type Refusal, refused } from "../refusal.ts";

/** Second bytes of the JPEG markers that decide the structure (ITU-T T.81, table B.1). */
export const marker = {
  temporary: 0x01,
  huffmanTables: 0xc4,
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  quantizationTables: 0xdb,
  restartInterval: 0xdd,
  comment: 0xfe,
} as const;

/** A marker's second byte and the offset after it. */
export interface JpegMarker {
  readonly ok: true;
  readonly code: number;
  readonly end: number;
}

/** A marker segment's parameters, without its two length bytes. */
export interface JpegSegment {
  readonly ok: true;
  readonly start: number;
  readonly end: number;
}

/** Reads the marker at `at`, over any number of fill bytes (T.81, B.1.1.2). */
export function readMarker(
  bytes: Uint8Array,
  at: number,
): JpegMarker | Refusal {
  let next = at;
  while (bytes[next] === 0xff) next++;
  const code = bytes[next];
  if (code === undefined) {
    return refused("is a JPEG that ends before its end marker");
  }
  if (next === at || code === 0) {
    return refused(
      `is a JPEG with stray data instead of a marker at byte ${at}`,
    );
  }
  return { ok: true, code, end: next + 1 };
}

/** Reads the segment whose length stands at `at`. */
export function readSegment(
  bytes: Uint8Array,
  at: number,
): JpegSegment | Refusal {
  const end = at + uint16BE(bytes, at);
  if (at + 2 > bytes.length || end > bytes.length) {
    return refused("is a JPEG that is cut off inside a segment");
  }
  if (end < at + 2) {
    return refused(`is a JPEG with an impossible segment length at byte ${at}`);
  }
  return { ok: true, start: at + 2, end };
}

/** Restart markers, which stand between the parts of a scan. */
export function isRestart(code: number): boolean {
  return code >= 0xd0 && code <= 0xd7;
}

/** JPG and DAC stand among the frame headers; a reserved code, and arithmetic coding's parameters. */
const neverNeeded: readonly number[] = [0xc8, 0xcc];

/**
 * Markers followed by a length: frame headers, tables, scan headers, the number
 * of lines, applications and comments. The standard's others are reserved or
 * for codings that are not accepted.
 */
export function hasSegment(code: number): boolean {
  return (code >= 0xc0 && code <= 0xcf && !neverNeeded.includes(code)) ||
    (code >= marker.startOfScan && code <= marker.restartInterval) ||
    (code >= 0xe0 && code <= 0xef) || code === marker.comment;
}
