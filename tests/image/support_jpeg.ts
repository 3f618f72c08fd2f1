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

/** A frame header, baseline with three components unless told otherwise. */
export function frame(
  { code = 0xc0, width = 16, height = 9, components = 3 } = {},
): Uint8Array {
  const parts = Array.from(
    { length: components },
    (_, index) => [index + 1, 0x11, 0],
  );
  return segment(code, [
    8,
    ...bigEndian(height, 2),
    ...bigEndian(width, 2),
    components,
    ...parts.flat(),
  ]);
}

/** A scan of all components with coded data. */
export function scan(
  data: readonly number[] | Uint8Array = [0x12, 0x34],
  components = 3,
): Uint8Array {
  const parts = Array.from(
    { length: components },
    (_, index) => [index + 1, 0],
  );
  return join(
    segment(0xda, [components, ...parts.flat(), 0, 63, 0]),
    data,
  );
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
