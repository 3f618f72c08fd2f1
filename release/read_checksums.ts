import { Refusal } from "./refusal.ts";

/** A line as `sha256sum` writes it: digest, two spaces or a space and `*`, name. */
const line = /^([0-9a-f]{64}) [ *]([^\s/\\]+)$/;

/**
 * The SHA-256 of every file that the text of a `SHA256SUMS` lists, by name.
 * Throws a {@linkcode Refusal} for a line of any other form, a name listed
 * twice, and a list of nothing.
 */
export function readChecksums(text: string): ReadonlyMap<string, string> {
  const sums = new Map<string, string>();
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    if (row === "") continue;
    const [, digest, name] = line.exec(row) ?? [];
    if (digest === undefined || name === undefined || sums.has(name)) {
      throw new Refusal(
        `Line ${index + 1} of SHA256SUMS is not a digest and a new name`,
      );
    }
    sums.set(name, digest);
  }
  if (sums.size === 0) throw new Refusal("SHA256SUMS lists no file");
  return sums;
}
