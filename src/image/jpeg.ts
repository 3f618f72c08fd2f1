import { hasBytes } from "./bytes.ts";
import type { Inspection } from "./facts.ts";
import { isFrameHeader, type JpegFrame, readFrame } from "./jpeg/frame.ts";
import { hasSegment, marker, readMarker, readSegment } from "./jpeg/marker.ts";
import { readScan } from "./jpeg/scan.ts";
import { refused } from "./refusal.ts";

/**
 * Walks a JPEG from its start marker over one frame and all scans to its end
 * marker (ITU-T T.81, annex B). Any coding, number of components (CMYK) and
 * orientation is accepted; coded data is stepped over, not decoded. Linear in
 * the size of the file. Never throws.
 */
export function walkJpeg(bytes: Uint8Array): Inspection {
  if (!hasBytes(bytes, 0, [0xff, marker.startOfImage])) {
    return refused("is a JPEG with a damaged start marker");
  }
  let at = 2;
  let frame: JpegFrame | undefined;
  let scans = 0;
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
      const read = readFrame(bytes, segment);
      if (!read.ok) return read;
      frame = read;
    } else if (next.code === marker.startOfScan) {
      if (frame === undefined) {
        return refused("is a JPEG whose picture data comes before its frame");
      }
      const scan = readScan(bytes, segment);
      if (!scan.ok) return scan;
      at = scan.end;
      scans++;
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
      alphaChannel: false,
      animated: false,
      trailingBytes: bytes.length - at,
    },
  };
}
