import { nibbles } from "../bytes.ts";
import type { JpegComponent, JpegFrame } from "./frame.ts";
import type { JpegSegment } from "./marker.ts";
import type { JpegTables } from "./tables.ts";

/** Most blocks in a unit of a scan of several components (T.81, B.2.3). */
const mostBlocks = 10;

/** Most bits that a scan may leave to later ones (T.81, table B.3). */
const mostBitsLeft = 13;

/**
 * Decoders begin with the tables 0 and 1 of T.81, annex K, because the frames
 * of a film in Motion JPEG come without; libjpeg does for sequential pictures.
 */
const lastPreset = 1;

/** A component of a scan, with the numbers of its Huffman tables. */
interface ScanComponent extends JpegComponent {
  readonly dc: number;
  readonly ac: number;
}

/** Which coefficients, and which of their bits, a scan of a progressive JPEG brings (T.81, G.1.1.1). */
interface Band {
  /** First and last coefficient, 0 to 63. */
  readonly first: number;
  readonly last: number;
  /** Bits left to later scans by the scan before, 0 where there was none, and by this one. */
  readonly leftBefore: number;
  readonly left: number;
}

/** What is wrong with a scan header (T.81, B.2.3), where something is. */
export function scanHeaderProblem(
  bytes: Uint8Array,
  { start, end }: JpegSegment,
  frame: JpegFrame,
  tables: JpegTables,
): string | undefined {
  const count = bytes[start] ?? 0;
  const components = end - start === 4 + 2 * count
    ? readComponents(bytes.subarray(start + 1, end - 3), frame)
    : [];
  const band = readBand(bytes.subarray(end - 3, end));
  const blocks = components.reduce(
    (sum, { horizontal, vertical }) => sum + horizontal * vertical,
    0,
  );
  if (
    components.length !== count || count < 1 ||
    (count > 1 && blocks > mostBlocks) ||
    (frame.progressive && !isBand(band, count))
  ) {
    return "is a JPEG with a damaged scan header";
  }
  // A progressive scan brings either DC coefficients or AC ones, and the later
  // bits of a DC coefficient are not coded.
  const needsDc = !frame.progressive ||
    (band.first === 0 && band.leftBefore === 0);
  const needsAc = !frame.progressive || band.first > 0;
  const hasCode = (codes: ReadonlyMap<number, boolean>, number: number) =>
    codes.get(number) ?? (!frame.progressive && number <= lastPreset);
  const hasTables = components.every(({ quantization, dc, ac }) =>
    tables.quantization.has(quantization) &&
    (!needsDc || hasCode(tables.dc, dc)) &&
    (!needsAc || hasCode(tables.ac, ac))
  );
  if (!hasTables) return "is a JPEG without the tables that its data needs";
}

/** The scan's components; those that the frame does not have, and repetitions, are left out. */
function readComponents(
  parameters: Uint8Array,
  frame: JpegFrame,
): readonly ScanComponent[] {
  const components = new Map<number, ScanComponent>();
  for (let at = 0; at < parameters.length; at += 2) {
    const [id = 0, selectors = 0] = parameters.subarray(at);
    const component = frame.components.get(id);
    const [dc, ac] = nibbles(selectors);
    if (component) components.set(id, { ...component, dc, ac });
  }
  return [...components.values()];
}

function readBand(parameters: Uint8Array): Band {
  const [first = 0, last = 0, bits = 0] = parameters;
  const [leftBefore, left] = nibbles(bits);
  return { first, last, leftBefore, left };
}

/** Whether a progressive scan of `count` components may bring this. */
function isBand(
  { first, last, leftBefore, left }: Band,
  count: number,
): boolean {
  const isRange = first === 0
    ? last === 0
    : first <= last && last <= 63 && count === 1;
  return isRange && left <= mostBitsLeft &&
    (leftBefore === 0 || left === leftBefore - 1);
}
