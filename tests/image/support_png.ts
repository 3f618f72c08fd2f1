/** PNG files chunk by chunk, right or deliberately wrong. */
import { crc32, deflateSync } from "node:zlib";
import { bigEndian, join } from "./support_bytes.ts";

export const signature = "\x89PNG\r\n\x1a\n";

type Data = Uint8Array | readonly number[] | string;

/** A chunk with its true length and CRC. */
export function chunk(type: string, data: Data = []): Uint8Array {
  const body = join(type, data);
  return join(bigEndian(body.length - 4, 4), body, bigEndian(crc32(body), 4));
}

export interface HeaderFields {
  readonly width?: number;
  readonly height?: number;
  readonly bitDepth?: number;
  readonly colourType?: number;
  readonly compression?: number;
  readonly filter?: number;
  readonly interlace?: number;
}

/** An IHDR chunk; one RGBA pixel of 8 bits a sample unless told otherwise. */
export function header(fields: HeaderFields = {}): Uint8Array {
  return chunk("IHDR", [
    ...bigEndian(fields.width ?? 1, 4),
    ...bigEndian(fields.height ?? 1, 4),
    fields.bitDepth ?? 8,
    fields.colourType ?? 6,
    fields.compression ?? 0,
    fields.filter ?? 0,
    fields.interlace ?? 0,
  ]);
}

/** An IDAT chunk of filtered rows. */
export function imageData(rows: Data = [0, 1, 2, 3, 255]): Uint8Array {
  return chunk("IDAT", deflateSync(join(rows)));
}

export const end = chunk("IEND");

/** A file of the given chunks behind the signature. */
export function png(...chunks: readonly Uint8Array[]): Uint8Array {
  return join(signature, ...chunks);
}

/** A whole PNG of clear RGBA pixels. */
export function blank(width: number, height: number): Uint8Array {
  const rows = new Uint8Array(height * (1 + width * 4));
  return png(header({ width, height }), imageData(rows), end);
}

/** The smallest whole PNG: one opaque RGBA pixel. */
export const smallest = png(header(), imageData(), end);
