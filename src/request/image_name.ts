import { isAbsolute as isPosixAbsolute } from "@std/path/posix";
import { basename, isAbsolute as isWindowsAbsolute } from "@std/path/windows";
import { redact } from "../errors/redact.ts";
import type { ImageSource } from "./request.ts";

/** Longest name shown for an image, in characters. */
const NAME_CHARACTERS = 100;

/** Text that may be somebody's base64 rather than a name: long and without a dot. */
const MAYBE_DATA = /^[\w+/=-]{40,}$/;

/**
 * What an image may be called in front of anybody: a relative path as it was
 * given, of any other the file name; undefined where there is no name.
 */
export function imageName(image: ImageSource): string | undefined {
  if (image.kind === "embedded") return undefined;
  const { path } = image;
  if (MAYBE_DATA.test(path)) return undefined;
  const name = isRooted(path) ? basename(path) : path;
  return redact(name.replace(/\s+/g, " "), NAME_CHARACTERS) || undefined;
}

/** Does the path name a place of its own, by the rules of any operating system? */
function isRooted(path: string): boolean {
  return isPosixAbsolute(path) || isWindowsAbsolute(path) ||
    path.startsWith("~") || /^[A-Za-z]+:/.test(path);
}
