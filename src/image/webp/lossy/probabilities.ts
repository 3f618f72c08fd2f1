/** A table of probabilities of 256ths from two hexadecimal digits each. */
export function probabilities(hex: string): Uint8Array {
  const digits = hex.match(/[0-9a-f]{2}/g) ?? [];
  return Uint8Array.from(digits, (pair) => parseInt(pair, 16));
}
