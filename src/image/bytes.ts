/**
 * Reading numbers and text out of image bytes. Bytes beyond the end read as 0
 * and nothing here throws: callers check lengths where the difference matters.
 */

/** Big-endian 16-bit number at `at`. */
export function uint16BE(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Big-endian 32-bit number at `at`, never negative. */
export function uint32BE(bytes: Uint8Array, at: number): number {
  return uint16BE(bytes, at) * 0x1_0000 + uint16BE(bytes, at + 2);
}

/** Little-endian 16-bit number at `at`. */
export function uint16LE(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** Little-endian 24-bit number at `at`. */
export function uint24LE(bytes: Uint8Array, at: number): number {
  return uint16LE(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
}

/** Little-endian 32-bit number at `at`, never negative. */
export function uint32LE(bytes: Uint8Array, at: number): number {
  return uint16LE(bytes, at) + uint16LE(bytes, at + 2) * 0x1_0000;
}

/** The upper and the lower four bits of a byte. */
export function nibbles(byte: number): readonly [number, number] {
  return [byte >> 4, byte & 15];
}

/** Text at `at`, one character a byte; shorter where the bytes end. */
export function byteText(
  bytes: Uint8Array,
  at: number,
  length: number,
): string {
  const end = Math.min(at + length, bytes.length);
  let text = "";
  for (let next = at; next < end; next++) {
    text += String.fromCharCode(bytes[next] ?? 0);
  }
  return text;
}

/** Whether the bytes at `at` are exactly `expected`. */
export function hasBytes(
  bytes: Uint8Array,
  at: number,
  expected: readonly number[],
): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte);
}

/** Whether the text at `at` is exactly `expected`. */
export function hasText(
  bytes: Uint8Array,
  at: number,
  expected: string,
): boolean {
  return byteText(bytes, at, expected.length) === expected;
}
