import { stripVTControlCharacters } from "node:util";

/**
 * Makes text from outside safe to show: masks secrets, long base64 runs and
 * folders of a person, then cuts. Control characters go before the masks, so
 * that none breaks a secret up; the cut comes last, so that it never leaves
 * half a secret unrecognised (guarantee G24).
 */

/** Longest text kept by {@linkcode redact} unless told otherwise, in characters. */
const DEFAULT_LENGTH = 2_000;

/**
 * Most that is looked at of a text, in characters: in one of some 2,000,000
 * V8 runs out of stack for the masks.
 */
const LONGEST_MASKED = 64 * 1024;
/** Longest half of a secret that its mask does not know, in characters: base64 is one from 128 on. */
const HALF_SECRET = 128;
const ENDS_MASKED = /\[(?:data|token|hidden|path|email)\]$/v;

/** In the order in which they are applied; every repeat is bounded or one-way. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/data:[\w\/+.\-]{1,100};base64,[\w+\/=\-]*/gv, "[data]"],
  // JSON web tokens: base64url parts with dots between. A longer first part is
  // masked as data.
  [/eyJ[\w\-]{8,500}\.[\w\-]{4,}(?:\.[\w\-]*)?/gv, "[token]"],
  // A word such as "task-oriented" is no key, but "\nsk-..." in JSON may be.
  [
    /(?:\b|(?<=\\[bfnrt]|%[\dA-F]{2}))(?:sk|sess|rt|at)[\-_][\w\-]{8,}/gv,
    "[token]",
  ],
  // Nor is a word so long a mixture; a dropped control character may have
  // parted a key from the word before.
  [
    /(?:sk|sess|rt|at)[\-_][\w\-]{0,20}?(?=[A-Za-z]{0,15}\d)[A-Za-z\d]{16}[\w\-]*/gv,
    "[token]",
  ],
  [/(Bearer|Basic)\s{1,4}[\w.~+\/=\-]{8,}/gv, "$1 [token]"],
  // In small letters a digit or a sign tells it from "basic authentication".
  [
    /\b(bearer|basic)\s{1,4}(?=[\w.~+\/=\-]{0,100}[\d=.\-])[\w.~+\/=\-]{8,}/gv,
    "$1 [token]",
  ],
  // Named in JSON, in JSON inside a JSON text, or as a variable.
  [
    /((?:(?:access|refresh|id)_?token|api[_\-]?key|authorization|password|secret)(?:\\?["'])?\s{0,4}[:=]\s{0,4}(?:\\?["'])?)[^\s"'\\,\}]+/giv,
    "$1[hidden]",
  ],
  [/[\w+\/=\-]{128,}/gv, "[data]"],
  [
    /(?:file:\/\/)?(?:\/home\/|\/Users\/|\/root\b|\/tmp\/|\/var\/folders\/|\/private\/)[^\s"'`,;:\)\]\}]*/gv,
    "[path]",
  ],
  // Folders on Windows may have spaces in their names; the last part may not.
  [
    /\b[A-Za-z]:[\\\/]{1,2}(?:[^\\\/:"'`,;\)\]\}\n]{1,100}[\\\/]{1,2}){0,40}[^\s"'`,;:\)\]\}]*/gv,
    "[path]",
  ],
  [/\b[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}/gv, "[email]"],
];

/**
 * Masks tokens, base64, e-mail addresses and private paths in `text`, drops
 * control characters, and cuts it to `length` characters.
 */
export function redact(text: string, length = DEFAULT_LENGTH): string {
  const plain = stripVTControlCharacters(text.slice(0, LONGEST_MASKED))
    .replace(/[\p{Cc}--[\n\t]]/gv, "");
  const masked = masks.reduce(
    (masked, [pattern, mask]) => masked.replace(pattern, mask),
    plain,
  );
  const cut = text.length > LONGEST_MASKED;
  const safe = cut && !ENDS_MASKED.test(masked)
    ? masked.slice(0, -HALF_SECRET)
    : masked;
  return cut || safe.length > length ? `${safe.slice(0, length)}…` : safe;
}
