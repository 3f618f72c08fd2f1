/** Building bytes for the image tests; independent of the code under test. */

/** All parts behind each other; text counts one byte a character. */
export function join(
  ...parts: readonly (Uint8Array | readonly number[] | string)[]
): Uint8Array<ArrayBuffer> {
  const flat = parts.map((part) =>
    typeof part === "string"
      ? Uint8Array.from(part, (letter) => letter.charCodeAt(0))
      : Uint8Array.from(part)
  );
  const whole = new Uint8Array(
    flat.reduce((length, part) => length + part.length, 0),
  );
  let at = 0;
  for (const part of flat) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A number in big-endian order. */
export function bigEndian(value: number, length: number): number[] {
  return littleEndian(value, length).reverse();
}

/** A number in little-endian order. */
export function littleEndian(value: number, length: number): number[] {
  return Array.from(
    { length },
    (_, index) => Math.floor(value / 256 ** index) % 256,
  );
}

/** A copy with one byte replaced. */
export function withByte(
  bytes: Uint8Array,
  at: number,
  value: number,
): Uint8Array {
  return bytes.with(at, value);
}
