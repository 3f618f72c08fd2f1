/**
 * Values that a scenario's JSON cannot hold: the fake writes them in place of
 * these words, wherever they stand in a message.
 */
import { Buffer } from "node:buffer";

/** A text of 10 MB: a secret, then base64. */
export const HUGE = "<<huge>>";
/** 100,000 arrays, each in another. */
export const DEEP = "<<deep>>";
/** A text whose bytes are not UTF-8. */
export const BROKEN = "<<broken>>";

/** Stands in {@linkcode HUGE}, and must be seen nowhere. */
export const SECRET = "sk-proj-0123456789abcdef";

const HUGE_CHARACTERS = 10_000_000;
const DEPTH = 100_000;
/** A continuation without a start, a start without its end, and bytes that are never UTF-8. */
const NOT_UTF_8 = [0x22, 0x80, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xff, 0xfe, 0x22];

const written = new Map<string, () => Uint8Array>([
  [
    HUGE,
    () =>
      Buffer.from(`"Bearer ${SECRET} ${"QUJD".repeat(HUGE_CHARACTERS / 4)}"`),
  ],
  [DEEP, () => Buffer.from("[".repeat(DEPTH) + "]".repeat(DEPTH))],
  [BROKEN, () => Uint8Array.from(NOT_UTF_8)],
]);

/** JSON text as bytes, its odd values in place. */
export function encoded(json: string): Uint8Array {
  if (!json.includes("<<")) return new TextEncoder().encode(json);
  const parts = json.split(/"(<<\w+>>)"/);
  return Buffer.concat(
    parts.map((part) => written.get(part)?.() ?? Buffer.from(part)),
  );
}
