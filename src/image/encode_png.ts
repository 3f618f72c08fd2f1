import { crc32 } from "node:zlib";
import { pngSignature } from "./png/chunk.ts";

/**
 * Encodes a picture as PNG: truecolour with alpha, or without where every pixel
 * is opaque. `rgba` holds four bytes a pixel, rows from the top. Throws a
 * RangeError when it does not fit the sides.
 */
export async function encodePng(
  width: number,
  height: number,
  rgba: Uint8Array,
): Promise<Uint8Array> {
  if (width < 1 || height < 1 || rgba.length !== width * height * 4) {
    throw new RangeError("The pixels do not fit the picture's sides");
  }
  const opaque = isOpaque(rgba);
  const header = new Uint8Array(13);
  const fields = new DataView(header.buffer);
  fields.setUint32(0, width);
  fields.setUint32(4, height);
  header.set([8, opaque ? 2 : 6], 8);
  const rows = filteredRows(width, height, rgba, opaque ? 3 : 4);
  return join([
    Uint8Array.from(pngSignature),
    chunk("IHDR", header),
    chunk("IDAT", await deflate(rows)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

function isOpaque(rgba: Uint8Array): boolean {
  for (let at = 3; at < rgba.length; at += 4) {
    if (rgba[at] !== 0xff) return false;
  }
  return true;
}

/** Each row behind the filter type 0, of its pixels the first `samples` bytes. */
function filteredRows(
  width: number,
  height: number,
  rgba: Uint8Array,
  samples: number,
): Uint8Array<ArrayBuffer> {
  const rows = new Uint8Array(height * (1 + width * samples));
  let to = 0;
  for (let from = 0; from < rgba.length; from += 4) {
    if (from % (width * 4) === 0) to++;
    for (let sample = 0; sample < samples; sample++) {
      rows[to++] = rgba[from + sample] ?? 0;
    }
  }
  return rows;
}

async function deflate(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([data]).stream()
    .pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(12 + data.length);
  const fields = new DataView(whole.buffer);
  fields.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(type), 4);
  whole.set(data, 8);
  fields.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(
    parts.reduce((length, part) => length + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
