import type { Refusal } from "../image/refusal.ts";

/** The bytes of an input image, or why there are none: a phrase that continues a sentence beginning with its name. */
export type ImageBytes =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | Refusal;

/** The reason for an image of more than `limit` bytes. */
export function tooLarge(limit: number): string {
  const mebibytes = Math.round(limit / 1024 / 1024 * 10) / 10;
  const size = mebibytes < 0.1 ? `${limit} bytes` : `${mebibytes} MiB`;
  return `is larger than ${size}`;
}
