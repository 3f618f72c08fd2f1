import { hasBytes } from "./bytes.ts";
import { isFrameHeader, type JpegFrame, readFrame } from "./jpeg/frame.ts";
import {
  hasSegment,
  type JpegSegment,
  marker,
  readMarker,
  readSegment,
} from "./jpeg/marker.ts";
import { readScanData } from "./jpeg/scan.ts";
import { scanHeaderProblem } from "./jpeg/scan_header.ts";
import { JpegTables } from "./jpeg/tables.ts";
import { type Refusal, refused } from "./refusal.ts";
import type { Walk } from "./walk.ts";

/**
 * Walks a JPEG from its start marker over one frame and all scans to its end
 * marker (ITU-T T.81, annex B): baseline, extended and progressive ones, with
 * any number of components (CMYK) and orientation. Each scan must have its
 * tables; its coded data is stepped over, not decoded. Linear in the size of
 * the file. Never throws.
 */
export function walkJpeg(bytes: Uint8Array): Walk | Refusal {
  if (!hasBytes(bytes, 0, [0xff, marker.startOfImage])) {
    return refused("is a JPEG with a damaged start marker");
  }
  let at = 2;
  let frame: JpegFrame | undefined;
  let scans = 0;
  const tables = new JpegTables();
  for (;;) {
    const next = readMarker(bytes, at);
    if (!next.ok) return next;
    at = next.end;
    if (next.code === marker.endOfImage) break;
    if (next.code === marker.temporary) continue;
    if (!hasSegment(next.code)) {
      return refused(`is a JPEG with a misplaced marker at byte ${at - 2}`);
    }
    const segment = readSegment(bytes, at);
    if (!segment.ok) return segment;
    at = segment.end;
    if (isFrameHeader(next.code)) {
      if (frame !== undefined) return refused("is a JPEG with two frames");
      const read = readFrame(bytes, next.code, segment);
      if (!read.ok) return read;
      frame = read;
    } else if (next.code === marker.startOfScan) {
      if (frame === undefined) {
        return refused("is a JPEG whose picture data comes before its frame");
      }
      const problem = scanHeaderProblem(bytes, segment, frame, tables);
      if (problem !== undefined) return refused(problem);
      const scan = readScanData(bytes, segment.end);
      if (!scan.ok) return scan;
      at = scan.end;
      scans++;
    } else if (!takeParameters(bytes, next.code, segment, tables)) {
      return refused("is a JPEG with a damaged table");
    }
  }
  if (frame === undefined) return refused("is a JPEG without a frame header");
  if (scans === 0) return refused("is a JPEG without picture data");
  return {
    ok: true,
    facts: {
      format: "jpeg",
      width: frame.width,
      height: frame.height,
      bytes: bytes.length,
      transparency: "none",
      animated: false,
      trailingBytes: bytes.length - at,
    },
  };
}

/** Takes a segment beside frames and scans; false where it is damaged. */
function takeParameters(
  bytes: Uint8Array,
  code: number,
  segment: JpegSegment,
  tables: JpegTables,
): boolean {
  switch (code) {
    case marker.huffmanTables:
      return tables.takeHuffman(bytes, segment);
    case marker.quantizationTables:
      return tables.takeQuantization(bytes, segment);
    case marker.restartInterval:
      return segment.end - segment.start === 2;
    default:
      return true;
  }
}
