import { nibbles } from "../bytes.ts";
import type { JpegSegment } from "./marker.ts";

/** Tables of a kind are numbered from 0 to 3 (T.81, B.2.4). */
const lastTable = 3;

/** Bytes of a Huffman table before its symbols: its number and 16 counts. */
const huffmanHeader = 17;

/** The symbols of a DC table are lengths in bits, of which 8-bit samples need fewer. */
const greatestDcSymbol = 15;

/** The tables that a JPEG has brought so far, by number; a scan names those it needs. */
export class JpegTables {
  readonly quantization = new Set<number>();
  /** Huffman tables for DC coefficients; true for those that are a code. */
  readonly dc = new Map<number, boolean>();
  /** Huffman tables for AC coefficients; true for those that are a code. */
  readonly ac = new Map<number, boolean>();

  /** Takes the tables of a DQT segment (T.81, B.2.4.1); false where it is damaged. */
  takeQuantization(bytes: Uint8Array, { start, end }: JpegSegment): boolean {
    let at = start;
    while (at < end) {
      const [precision, number] = nibbles(bytes[at] ?? 0);
      if (precision > 1 || number > lastTable) return false;
      this.quantization.add(number);
      at += 1 + 64 * (1 + precision);
    }
    return at === end;
  }

  /** Takes the tables of a DHT segment (T.81, B.2.4.2); false where it is damaged. */
  takeHuffman(bytes: Uint8Array, { start, end }: JpegSegment): boolean {
    let at = start;
    while (at < end) {
      const [kind, number] = nibbles(bytes[at] ?? 0);
      const symbolsAt = at + huffmanHeader;
      const counts = bytes.subarray(at + 1, symbolsAt);
      at = symbolsAt + counts.reduce((sum, count) => sum + count, 0);
      if (kind > 1 || number > lastTable) return false;
      const symbols = bytes.subarray(symbolsAt, at);
      const usable = isCode(counts) && symbols.length <= 256 &&
        (kind === 1 || symbols.every((symbol) => symbol <= greatestDcSymbol));
      (kind === 0 ? this.dc : this.ac).set(number, usable);
    }
    return at === end;
  }
}

/**
 * Whether there is room for so many codes of 1 to 16 bits, none of which
 * begins another; a code of ones alone is forbidden (T.81, C.2).
 */
function isCode(counts: Uint8Array): boolean {
  let next = 0;
  return counts.every((count, index) => {
    next = 2 * next + count;
    return count === 0 || next < 2 ** (index + 1);
  });
}
