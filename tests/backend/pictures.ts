/** Real pictures, made or kept as small as tests want them. */
import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

/** What {@linkcode png} draws. */
export interface PngOptions {
  /** Pixels; default 8. */
  readonly width?: number;
  /** Pixels; default 8. */
  readonly height?: number;
  /** Red, green, blue and, for a channel of its own, alpha; each 0 to 255. */
  readonly colour?: readonly number[];
  /** Pad the file to exactly this many bytes with a private ancillary chunk. */
  readonly bytes?: number;
}

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
/** Length, type and checksum of a PNG chunk. */
const CHUNK_FRAME = 12;

/** A PNG of one colour; RGBA when the colour has four numbers. */
export function png(options: PngOptions = {}): Uint8Array<ArrayBuffer> {
  const { width = 8, height = 8, colour = [200, 30, 60] } = options;
  const row = [0, ...Array.from({ length: width }, () => colour).flat()];
  const pixels = new Uint8Array(row.length * height);
  for (let y = 0; y < height; y++) pixels.set(row, y * row.length);
  return assemble(width, height, colour.length === 4 ? 6 : 2, {
    data: deflateSync(pixels),
    ...(options.bytes === undefined ? {} : { bytes: options.bytes }),
  });
}

/**
 * A PNG of exactly `bytes` bytes whose weight is real pixels, stored without
 * compression, as a photograph's would be. At least 200 bytes.
 */
export function heavyPng(bytes: number): Uint8Array<ArrayBuffer> {
  const side = Math.floor(Math.sqrt((bytes - 150) * 0.99 / 3));
  const row = 1 + side * 3;
  const pixels = new Uint8Array(row * side);
  for (let index = 0; index < pixels.length; index++) {
    pixels[index] = index % row === 0 ? 0 : (index * 2_654_435_761) >>> 24;
  }
  return assemble(side, side, 2, {
    data: deflateSync(pixels, { level: 0 }),
    bytes,
  });
}

/** The picture that the service draws when a scenario says nothing: its colour depends on the prompt. */
export function defaultPicture(prompt: string): Uint8Array<ArrayBuffer> {
  const hash = crc32(prompt);
  return png({
    width: 16,
    height: 16,
    colour: [hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255],
  });
}

/** A baseline JPEG of 16 by 16 pixels. */
export function jpeg(): Uint8Array<ArrayBuffer> {
  return fromBase64(JPEG);
}

/** A lossless WebP of 16 by 16 pixels. */
export function webp(): Uint8Array<ArrayBuffer> {
  return fromBase64(WEBP);
}

/** Base64 of `bytes`, as the service sends it. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("base64");
}

/** The bytes of a data URL or of plain base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    Buffer.from(text.replace(/^data:[^,]*,/, ""), "base64"),
  );
}

function assemble(
  width: number,
  height: number,
  colourType: number,
  body: { data: Uint8Array; bytes?: number },
): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, colourType);
  const start = [SIGNATURE, chunk("IHDR", new Uint8Array(header.buffer))];
  const end = [chunk("IDAT", body.data), chunk("IEND", new Uint8Array())];
  const plain = [...start, ...end].reduce(
    (sum, piece) => sum + piece.length,
    0,
  );
  if (body.bytes === undefined || body.bytes === plain) {
    return concatenate([...start, ...end]);
  }
  const padding = body.bytes - plain - CHUNK_FRAME;
  if (padding < 0) {
    throw new RangeError(`a PNG of ${body.bytes} bytes is too small to make`);
  }
  return concatenate([
    ...start,
    chunk("prVt", new Uint8Array(padding)),
    ...end,
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(CHUNK_FRAME + data.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(type), 4);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(
    pieces.reduce((sum, piece) => sum + piece.length, 0),
  );
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

const JPEG =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHh" +
  "cgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMR" +
  "EyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0" +
  "9PT09PT09PT0//wAARCAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAA" +
  "AAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAb/xA" +
  "AUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCIAOr3/9k=";
const WEBP = "UklGRh4AAABXRUJQVlA4TBEAAAAvD8ADAAdQjyKXp/+BiOh/AAA=";
