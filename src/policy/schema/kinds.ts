import { tryParseRange } from "@std/semver";
import * as z from "zod/mini";
import { platformKey as normalisedKey } from "../../system/platform_key.ts";
import { parseVersion, versionPattern } from "../version_text.ts";

// A run uses each schema once or twice, so compiling them costs more than it saves.
z.config({ jitless: true });

/** Text that is not empty. */
export const text = z.string().check(z.minLength(1));

/** A semantic version. */
export const versionText = z.string().check(
  z.regex(versionPattern, {
    error: "must be a semantic version such as 0.122.0",
    abort: true,
  }),
  z.refine(
    (text) => parseVersion(text) !== undefined,
    "must be a semantic version such as 0.122.0",
  ),
);

/** Longest range that is read, in characters: its blanks cost time by their square. */
const LONGEST_RANGE = 1_000;

/** A range of semantic versions. */
export const versionRange = z.string().check(
  z.minLength(1),
  z.refine(
    (text) => text.length <= LONGEST_RANGE && tryParseRange(text) !== undefined,
    'must be a range of versions such as ">=0.140.0 <0.142.0"',
  ),
);

/** Only the spelling that the product itself uses: any other would never match. */
export const platformKey = z.string().check(
  z.regex(/^[a-z0-9]+\/[a-z0-9_]+$/, {
    error: "must be OS/ARCH such as linux/x86_64",
    abort: true,
  }),
  z.refine((key) => ownSpelling(key) === key, {
    error: ({ input }) => `must be written "${ownSpelling(String(input))}"`,
  }),
);

function ownSpelling(key: string): string {
  const [os = "", arch = ""] = key.split("/");
  return normalisedKey(os, arch);
}

/**
 * Full by the rule of POSIX or of Windows, since one policy may serve both. A
 * relative one would mean another folder wherever the program is started.
 */
export const fullPath = z.string().check(z.regex(
  /^(?:[\\/]|[A-Za-z]:[\\/])/,
  "must be a full path such as /opt/codex/bin",
));

/** A whole number from 1. */
export const whole = (max: number): z.ZodMiniNumber =>
  z.int().check(z.minimum(1), z.maximum(max));

/** A time in seconds, above 0. */
export const seconds = (max: number): z.ZodMiniNumber =>
  z.number().check(z.positive(), z.maximum(max));
