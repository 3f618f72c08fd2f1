import { stripVTControlCharacters } from "node:util";

/**
 * Makes text from outside safe to show: masks secrets, long base64 runs and
 * folders of a person, then cuts. Masking comes before cutting so that a cut
 * never leaves half a secret unrecognised (process-guarantee G24).
 */

/** Longest text kept by {@linkcode redact} unless told otherwise, in characters. */
const DEFAULT_LENGTH = 2_000;

const masks: readonly (readonly [RegExp, string])[] = [
  // JSON web tokens: three base64url parts.
  [/\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g, "[token]"],
  [/\b(?:sk|sess|rt|at)[-_][\w-]{8,}/g, "[token]"],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, "$1 [token]"],
  [
    /(["']?(?:access_token|refresh_token|id_token|api[_-]?key|authorization|password|secret)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
    "$1[hidden]",
  ],
  [/data:[\w/+.-]+;base64,[A-Za-z0-9+/=_-]*/g, "[data]"],
  [/[A-Za-z0-9+/=_-]{128,}/g, "[data]"],
  [
    /(?:file:\/\/)?(?:\/home\/|\/Users\/|\/root\b|\/tmp\/|\/var\/folders\/|\/private\/)[^\s"'`,;:)\]}]*/g,
    "[path]",
  ],
  [/\b[A-Za-z]:\\(?:[^\s"'`,;)\]}]*)/g, "[path]"],
  [/\b[\w.+-]+@[\w-]+\.[\w.-]+\b/g, "[email]"],
];

/**
 * Masks tokens, base64, e-mail addresses and private paths in `text`, drops
 * control characters, and cuts it to `length` characters.
 */
export function redact(text: string, length = DEFAULT_LENGTH): string {
  let safe = text;
  for (const [pattern, mask] of masks) safe = safe.replace(pattern, mask);
  safe = stripVTControlCharacters(safe).replace(/[\p{Cc}--[\n\t]]/gv, "");
  return safe.length > length ? `${safe.slice(0, length)}…` : safe;
}
