import { BitWriter } from "./support_bits.ts";

/**
 * A picture of 1,024 x 1,024 whose 65,536 blocks have so many groups of codes,
 * each as `group` writes it; the format allows no more. Its pixels are missing.
 */
export function groupsOf(
  group: (writer: BitWriter) => void,
  count = 65_536,
): BitWriter {
  const writer = new BitWriter().blocks(11).cache(0)
    .flat(8, 256).flat(8, 256).zeros(3);
  for (let block = 0; block < 65_536; block++) {
    const number = block % count;
    writer.flatSymbol(number & 255, 8).flatSymbol(number >> 8, 8);
  }
  for (let number = 0; number < count; number++) group(writer);
  return writer;
}

/** Writes codes of two symbols each. */
export function smallCodes(writer: BitWriter): void {
  writer.simple(0, 1).simple(0, 1).simple(0, 1).simple(0, 1).zeros(1);
}
