import { type Zippable, zipSync } from "fflate";
import { type ArchiveEntry, inOrder, modeOf } from "./entry.ts";

/** "Made on Unix" in a zip file, which gives the permissions their meaning (APPNOTE 4.4.2). */
const UNIX = 3;
/** The bits of a regular file, above the permissions. */
const REGULAR_FILE = 0o100000;
/** Permissions are the upper half of an entry's attributes. */
const PERMISSION_SHIFT = 2 ** 16;

/**
 * The first time that a zip file can hold. It has no time zone: the same local
 * time everywhere is the same bytes everywhere.
 */
function fixedTime(): Date {
  return new Date(1980, 0, 1);
}

/** A zip file with everything in one folder; the same entries give the same bytes. */
export function zip(
  folder: string,
  entries: readonly ArchiveEntry[],
): Uint8Array {
  const files: Zippable = {};
  for (const entry of inOrder(entries)) {
    files[`${folder}/${entry.path}`] = [entry.bytes, {
      os: UNIX,
      attrs: (REGULAR_FILE + modeOf(entry)) * PERMISSION_SHIFT,
      mtime: fixedTime(),
      level: 9,
    }];
  }
  return zipSync(files);
}
