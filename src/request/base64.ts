import { Buffer } from "node:buffer";
import { refused } from "../image/refusal.ts";
import { type ImageBytes, tooLarge } from "./image_bytes.ts";

/**
 * How base64 of the three formats begins, and how long the smallest image of
 * each is in base64 characters. `/9j/` also begins an absolute path, so for
 * JPEG a marker of 0xC0 or above has to follow.
 */
const signatures: readonly (readonly [RegExp, number])[] = [
  [/^iVBORw0KGgo/, 90], // PNG: 67 bytes
  [/^[/_]9j[/_][w-z0-9+/_-]/, 134], // JPEG: 100 bytes and a little more
  [/^UklGR[\w+/-]{6}XRUJQ/, 34], // WebP: 26 bytes, RIFF....WEBP
];

const ALPHABET = /^[\w+/=\s-]*$/;
const SPACE = /[ \t\r\n\f]+/g;

/**
 * Is this text, which came without any sign of what it is, an image in base64
 * rather than a path? Only when it begins as an image does, is long enough to
 * be one and holds nothing but base64: a missing file called `inputs/image` is
 * a missing file.
 */
export function isImageBase64(text: string): boolean {
  const start = text.trimStart();
  return signatures.some(([begin, shortest]) =>
    start.length >= shortest && begin.test(start)
  ) && ALPHABET.test(start);
}

/**
 * Decodes base64. Line breaks (MIME), the URL-safe alphabet and missing
 * padding are accepted; padding that is wrong, and any other character, is not.
 *
 * @param limit Most bytes wanted; more is refused before anything is decoded.
 */
export function decodeBase64(text: string, limit: number): ImageBytes {
  const dense = text.replace(SPACE, "");
  const body = dense.replace(/={1,2}$/, "");
  if (dense === "") return refused("is empty");
  if (Math.floor(body.length * 3 / 4) > limit) {
    return refused(tooLarge(limit));
  }
  const padded = dense.length !== body.length;
  const whole = padded ? dense.length % 4 === 0 : body.length % 4 !== 1;
  if (!whole || !/^[\w+/-]+$/.test(body)) {
    return refused("is not valid base64");
  }
  return { ok: true, bytes: new Uint8Array(Buffer.from(body, "base64")) };
}
