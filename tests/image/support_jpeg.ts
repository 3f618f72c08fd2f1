/** JPEG files segment by segment, right or deliberately wrong. */
import { bigEndian, join } from "./support_bytes.ts";

export const start = Uint8Array.of(0xff, 0xd8);
export const end = Uint8Array.of(0xff, 0xd9);

/** A marker with its length and parameters. */
export function segment(
  code: number,
  parameters: readonly number[] | Uint8Array = [],
): Uint8Array {
  return join([0xff, code], bigEndian(parameters.length + 2, 2), parameters);
}

/** A quantization table of ones, number 0. */
export const quantization = segment(0xdb, [0, ...new Array(64).fill(1)]);

/** A Huffman table of one code, the bit 0 for the symbol 0; `id` is its kind and number. */
export function huffman(id: number): Uint8Array {
  return segment(0xc4, [id, 1, ...new Array(15).fill(0), 0]);
}

/** Every table that a scan names. */
const tables = join(quantization, huffman(0x00), huffman(0x10));

/** A frame header, baseline with three components unless told otherwise. */
export function frame(
  { code = 0xc0, width = 16, height = 9, components = 3, precision = 8 } = {},
): Uint8Array {
  const parts = Array.from(
    { length: components },
    (_, index) => [index + 1, 0x11, 0],
  );
  return segment(code, [
    precision,
    ...bigEndian(height, 2),
    ...bigEndian(width, 2),
    components,
    ...parts.flat(),
  ]);
}

/** A scan with the tables that it needs; see {@linkcode bareScan}. */
export function scan(...options: Parameters<typeof bareScan>): Uint8Array {
  return join(tables, bareScan(...options));
}

/**
 * A scan of all components with coded data: 24 grey blocks unless told
 * otherwise, for 16 x 9 pixels of three components. `band` tells which
 * coefficients it brings.
 */
export function bareScan(
  data: readonly number[] | Uint8Array = [0, 0, 0],
  components = 3,
  band: readonly number[] = [0, 63, 0],
): Uint8Array {
  const parts = Array.from(
    { length: components },
    (_, index) => [index + 1, 0],
  );
  return join(segment(0xda, [components, ...parts.flat(), ...band]), data);
}

/** An APP1 segment with an EXIF orientation. */
export function orientation(value: number): Uint8Array {
  return segment(
    0xe1,
    join("Exif\0\0MM\0*\0\0\0\x08\0\x01", [
      ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0],
      ...[0, 0, 0, 0],
    ]),
  );
}

/** A file of the given parts between start and end marker. */
export function jpeg(...parts: readonly Uint8Array[]): Uint8Array {
  return join(start, ...parts, end);
}

/** The smallest whole JPEG. */
export const smallest = jpeg(frame(), scan());
