import { type SemVer, tryParse } from "@std/semver";

/** The outline of a version; `parseVersion` has the last word. */
export const versionPattern =
  /^\d+\.\d+\.\d+(?:-[\dA-Za-z.-]+)?(?:\+[\dA-Za-z.-]+)?$/;

/**
 * A semantic version in its full form, or undefined. What the parser would
 * forgive, such as a leading `v` or blanks, is not a version here.
 */
export function parseVersion(text: string): SemVer | undefined {
  return versionPattern.test(text) ? tryParse(text) : undefined;
}
