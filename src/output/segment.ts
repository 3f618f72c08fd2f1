/**
 * Which single name of an output target is safe. The rules of Windows hold on
 * every operating system, so that a target means the same file everywhere and
 * a workspace can move between systems. They follow what git refuses for NTFS
 * and HFS+ (`core.protectNTFS`, `core.protectHFS`) and Microsoft's "Naming
 * Files, Paths, and Namespaces".
 */

/** Longest name in bytes of UTF-8: the limit of ext4, APFS and most others. */
export const NAME_BYTES = 255;

const controls = /[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/v;

// Invisible or turning the text around. Joiners and variation selectors stay
// allowed: emoji and several scripts are spelt with them.
const invisible =
  /(?![\u{200C}\u{200D}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}])\p{Default_Ignorable_Code_Point}/u;

const illegal = /[<>:"\\\/|?*]/;

const reserved =
  /^(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])$/i;

// What Windows makes up for a long name: GIT~1, WORKSP~1. The part before the
// dot has 8 characters at most.
const shortName = /^(?=[^.]{1,8}(?:\.|$))[^.]*~\d+(?:\.|$)/;

/** What is wrong with one name of a target, as the end of a sentence; undefined when it is safe. */
export function segmentProblem(name: string): string | undefined {
  if (name === "") return "it has an empty part between slashes";
  if (name === "..") return "it steps out of a folder with ..";
  if (name === ".") return "it has a part that is only a dot";
  if (!name.isWellFormed()) return "it holds half a character";
  if (controls.test(name)) return "it holds a control character";
  if (invisible.test(name)) return "it holds an invisible character";
  const sign = illegal.exec(name);
  if (sign) return `it holds the character ${sign[0]}`;
  if (/[. ]$/.test(name)) return "a part of it ends in a dot or a space";
  const base = name.replace(/\..*/, "").trimEnd();
  if (reserved.test(base)) return `${base} is a device name on Windows`;
  if (shortName.test(name)) return "a part of it is a short name of Windows";
  if (isGitFolder(name)) return "it lies in a .git folder";
  if (byteLength(name) > NAME_BYTES) {
    return `a part of it is longer than ${NAME_BYTES} bytes`;
  }
  return undefined;
}

/** Would some file system take this name for `.git`? */
export function isGitFolder(name: string): boolean {
  const seen = name.replace(/\p{Default_Ignorable_Code_Point}/gv, "");
  return seen.toLowerCase() === ".git";
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
