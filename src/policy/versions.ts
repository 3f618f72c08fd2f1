import { greaterThan, lessThan, parse, type SemVer } from "@std/semver";
import type { Policy } from "./schema.ts";
import { inRange } from "./version_range.ts";
import { parseVersion } from "./version_text.ts";

/** Whether a Codex CLI version may be used, and which rule refuses it. */
export type VersionVerdict =
  | { readonly ok: true }
  /** The text is not a whole semantic version; "0.122" is not one. */
  | { readonly ok: false; readonly reason: "unreadable" }
  /** Below `codex.minimumVersion`; a prerelease of the floor is below it. */
  | { readonly ok: false; readonly reason: "too_old" }
  | {
    readonly ok: false;
    readonly reason: "denied";
    /** The entry of `codex.deniedVersions` that holds it. */
    readonly range: string;
  }
  | {
    readonly ok: false;
    readonly reason: "not_listed";
    /** Newer than everything in `codex.allowedVersions`. */
    readonly newer: boolean;
  };

/**
 * Judges a Codex CLI version by the policy: it has to reach the floor, lie in
 * no denied range and, when there is an allowlist, stand in it letter for
 * letter, prerelease and build metadata included.
 */
export function judgeVersion(
  codex: Policy["codex"],
  text: string,
): VersionVerdict {
  const version = parseVersion(text);
  if (version === undefined) return { ok: false, reason: "unreadable" };
  if (lessThan(version, parse(codex.minimumVersion))) {
    return { ok: false, reason: "too_old" };
  }
  const range = codex.deniedVersions.find((range) => inRange(version, range));
  if (range !== undefined) return { ok: false, reason: "denied", range };
  const listed = codex.allowedVersions;
  if (listed.length === 0 || listed.includes(text)) return { ok: true };
  return { ok: false, reason: "not_listed", newer: isNewest(version, listed) };
}

/** The newest version of the allowlist that the other rules accept as well. */
export function newestAllowed(codex: Policy["codex"]): string | undefined {
  return codex.allowedVersions
    .filter((text) => judgeVersion(codex, text).ok)
    .toSorted((a, b) => lessThan(parse(a), parse(b)) ? 1 : -1)[0];
}

function isNewest(version: SemVer, others: readonly string[]): boolean {
  return others.every((other) => greaterThan(version, parse(other)));
}
