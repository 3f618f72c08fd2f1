import { createHash } from "node:crypto";

/**
 * SHA-256 in lower-case hexadecimal digits. Node's hash and not the web's,
 * which wants a copy of the bytes.
 */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}
