import { nibbles, uint16BE } from "../bytes.ts";
import type { JpegSegment } from "./marker.ts";
import { type Refusal, refused } from "../refusal.ts";

/** What the frame header says (T.81, B.2.2). */
export interface JpegFrame {
  readonly ok: true;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly progressive: boolean;
  /** Greyscale has one, colour three, CMYK four; by their identifiers. */
  readonly components: ReadonlyMap<number, JpegComponent>;
}

/** One colour component of a frame. */
export interface JpegComponent {
  /** Sampling factors, which tell how its size compares to the others'. */
  readonly horizontal: number;
  readonly vertical: number;
  /** Number of its quantization table. */
  readonly quantization: number;
}

/** C4, C8 and CC stand among the frame headers but are tables and a reserved code. */
const notFrames: readonly number[] = [0xc4, 0xc8, 0xcc];

/** Whether a marker is one of the thirteen frame headers SOF0 to SOF15 (T.81, table B.1). */
export function isFrameHeader(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && !notFrames.includes(code);
}

/** SOF2; SOF0 and SOF1 are sequential, and later ones common decoders do not read. */
const progressiveFrame = 0xc2;

/** Reads a frame header: at least one pixel, and one to four components of 8 bits. */
export function readFrame(
  bytes: Uint8Array,
  code: number,
  { start, end }: JpegSegment,
): JpegFrame | Refusal {
  if (code > progressiveFrame) {
    return refused(
      "is a JPEG with lossless, hierarchical or arithmetic coding, which is not accepted",
    );
  }
  const [precision = 0] = bytes.subarray(start, end);
  const count = bytes[start + 5] ?? 0;
  if (count < 1 || count > 4 || end - start !== 6 + 3 * count) {
    return refused("is a JPEG with a damaged frame header");
  }
  if (precision !== 8) {
    return refused(
      `is a JPEG of ${precision} bits a sample, which is not accepted`,
    );
  }
  const height = uint16BE(bytes, start + 1);
  const width = uint16BE(bytes, start + 3);
  // A height of 0 may be given after the first scan by the standard, but
  // common decoders, libjpeg first, refuse such a file.
  if (width === 0 || height === 0) {
    return refused(`is a JPEG with an impossible size of ${width} x ${height}`);
  }
  const components = readComponents(bytes.subarray(start + 6, end));
  if (components.size < count || !canBeSampled([...components.values()])) {
    return refused("is a JPEG with a damaged frame header");
  }
  const progressive = code === progressiveFrame;
  return { ok: true, width, height, progressive, components };
}

function readComponents(
  parameters: Uint8Array,
): ReadonlyMap<number, JpegComponent> {
  const components = new Map<number, JpegComponent>();
  for (let at = 0; at < parameters.length; at += 3) {
    const [id = 0, sampling = 0, quantization = 0] = parameters.subarray(at);
    const [horizontal, vertical] = nibbles(sampling);
    components.set(id, { horizontal, vertical, quantization });
  }
  return components;
}

/** Factors are 1 to 4, and decoders repeat a pixel only a whole number of times. */
function canBeSampled(components: readonly JpegComponent[]): boolean {
  return (["horizontal", "vertical"] as const).every((direction) => {
    const factors = components.map((component) => component[direction]);
    const most = Math.max(...factors);
    return most <= 4 && factors.every((factor) => most % factor === 0);
  });
}
