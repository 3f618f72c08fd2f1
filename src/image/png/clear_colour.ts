import { uint16BE } from "../bytes.ts";
import type { AlphaSearch } from "./alpha_search.ts";
import { unfilter } from "./filter.ts";
import { bitsPerPixel, type PngHeader } from "./header.ts";
import type { Pass } from "./passes.ts";

/** Whether one of the first `width` pixels of an unfiltered row is clear. */
type RowTest = (row: Uint8Array, width: number) => boolean;

/** Looks for the colours that a tRNS chunk makes see-through (PNG third edition, 11.3.1.1). */
export class ClearColour implements AlphaSearch {
  readonly #stride: number;
  readonly #hasClear: RowTest;
  #width = 0;
  #row = new Uint8Array(0);
  #above = new Uint8Array(0);

  /** `transparency` is the data of the tRNS chunk. */
  constructor(header: PngHeader, transparency: Uint8Array) {
    this.#stride = Math.max(1, bitsPerPixel(header) / 8);
    this.#hasClear = rowTest(header, transparency);
  }

  beginPass({ width }: Pass, rowLength: number): void {
    this.#width = width;
    this.#row = new Uint8Array(rowLength);
    this.#above = new Uint8Array(rowLength);
  }

  findInRow(filterType: number, row: Uint8Array): boolean {
    this.#row.set(row);
    unfilter(filterType, this.#row, this.#above, this.#stride);
    const found = this.#hasClear(this.#row, this.#width);
    [this.#row, this.#above] = [this.#above, this.#row];
    return found;
  }
}

function rowTest(header: PngHeader, transparency: Uint8Array): RowTest {
  const { bitDepth, colourType } = header;
  if (colourType === 3) {
    return sampleTest(bitDepth, (index) => (transparency[index] ?? 255) < 255);
  }
  if (colourType === 0 && bitDepth <= 8) {
    // Of tRNS's 16 bits only those that the bit depth has count.
    const clear = uint16BE(transparency, 0) & (2 ** bitDepth - 1);
    return sampleTest(bitDepth, (grey) => grey === clear);
  }
  return pixelTest(
    bitDepth === 16
      ? transparency
      : transparency.filter((_, at) => at % 2 === 1),
  );
}

/** For pixels of one sample of up to 8 bits, several of which may share a byte. */
function sampleTest(
  bitDepth: number,
  isClear: (sample: number) => boolean,
): RowTest {
  const perByte = 8 / bitDepth;
  const mask = 2 ** bitDepth - 1;
  const hasClear = (byte: number, pixels: number) => {
    for (let pixel = 1; pixel <= pixels; pixel++) {
      if (isClear((byte >> (8 - bitDepth * pixel)) & mask)) return true;
    }
    return false;
  };
  const byByte = Array.from(
    { length: 256 },
    (_, byte) => hasClear(byte, perByte),
  );
  return (row, width) => {
    const fullBytes = Math.floor(width / perByte);
    for (let at = 0; at < fullBytes; at++) {
      if (byByte[row[at] ?? 0]) return true;
    }
    return hasClear(row[fullBytes] ?? 0, width % perByte);
  };
}

/** For pixels of several bytes, of which one colour is clear. */
function pixelTest(clear: Uint8Array): RowTest {
  return (row) => {
    for (let at = 0; at < row.length; at += clear.length) {
      let same = 0;
      while (same < clear.length && row[at + same] === clear[same]) same++;
      if (same === clear.length) return true;
    }
    return false;
  };
}
