/** WebP files chunk by chunk, right or deliberately wrong. */
import { join, littleEndian } from "./support_bytes.ts";

type Data = Uint8Array | readonly number[];

/** A chunk with its true length and padding. */
export function chunk(type: string, data: Data = []): Uint8Array {
  return join(
    type,
    littleEndian(data.length, 4),
    data,
    data.length % 2 === 1 ? [0] : [],
  );
}

/** Bytes of the first partition of a lossy picture, unless its tag says otherwise. */
const firstPartition = 24;

/**
 * A lossy picture. Its 40 bytes of zeros mean no to everything: no segments, no
 * changed probability, no coefficient.
 */
export function lossy(
  {
    width = 16,
    height = 9,
    tag = 0x10 | (firstPartition << 5),
    data = new Uint8Array(40) as Data,
  } = {},
): Uint8Array {
  return chunk("VP8 ", [
    ...littleEndian(tag, 3),
    ...[0x9d, 0x01, 0x2a],
    ...littleEndian(width, 2),
    ...littleEndian(height, 2),
    ...data,
  ]);
}

/** Coded data in which no transform, no cache and five codes of one symbol make all pixels black. */
export const black = [0x88, 0x88, 0x08] as const;

/** A lossless picture. */
export function lossless(
  {
    width = 16,
    height = 9,
    alpha = false,
    version = 0,
    data = black as Data,
  } = {},
): Uint8Array {
  const fields = (width - 1) + (height - 1) * 2 ** 14 +
    (alpha ? 2 ** 28 : 0) + version * 2 ** 29;
  return chunk("VP8L", [0x2f, ...littleEndian(fields, 4), ...data]);
}

/** A VP8X chunk; flags 0x10 alpha, 0x02 animation. */
export function canvas(
  { width = 16, height = 9, flags = 0 } = {},
): Uint8Array {
  return chunk("VP8X", [
    ...[flags, 0, 0, 0],
    ...littleEndian(width - 1, 3),
    ...littleEndian(height - 1, 3),
  ]);
}

/** An animation frame around the chunks of its picture. */
export function frame(...chunks: readonly Uint8Array[]): Uint8Array {
  return chunk("ANMF", join(new Uint8Array(16), ...chunks));
}

/** A file of the given chunks with a true RIFF length. */
export function webp(...chunks: readonly Uint8Array[]): Uint8Array {
  const body = join("WEBP", ...chunks);
  return join("RIFF", littleEndian(body.length, 4), body);
}
