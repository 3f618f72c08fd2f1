import { createHash } from "node:crypto";
import { sha256 } from "../src/system/sha256.ts";

/** A file's bytes under the name they are published with. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An integrity text as npm writes it: `sha512-` and base64. */
export function sha512Integrity(bytes: Uint8Array): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}

/**
 * `SHA256SUMS` as `sha256sum --check` reads it: digest, two spaces,
 * name; sorted by name.
 */
export function checksumsText(files: readonly NamedBytes[]): string {
  return files
    .toSorted((one, other) => one.name < other.name ? -1 : 1)
    .map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`)
    .join("");
}
