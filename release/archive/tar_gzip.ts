import { gzipSync } from "fflate";
import { createTar } from "nanotar";
import { type ArchiveEntry, inOrder, modeOf } from "./entry.ts";

/** The time that a zip file of the same entries has, in milliseconds. */
const FIXED_TIME = Date.UTC(1980, 0, 1);

/** A tar file is made of whole records; two blocks of 512 zeros mark its end. */
const RECORD_BYTES = 10_240;

/**
 * A gzipped tar file with everything in one folder, owned by nobody in
 * particular; the same entries give the same bytes. Throws for a path that is
 * longer than the format's 100 bytes.
 */
export function tarGzip(
  folder: string,
  entries: readonly ArchiveEntry[],
): Uint8Array {
  const files = inOrder(entries).map((entry) => ({
    name: shortEnough(`${folder}/${entry.path}`),
    data: entry.bytes,
    attrs: { mode: modeOf(entry).toString(8) },
  }));
  const tar = createTar(files, {
    attrs: { mtime: FIXED_TIME, uid: 0, gid: 0, user: "root", group: "root" },
  });
  return gzipSync(ended(tar), { level: 9, mtime: FIXED_TIME });
}

/** nanotar fills up to a whole record, which may leave no room for the end mark. */
function ended(tar: Uint8Array): Uint8Array {
  const whole = new Uint8Array(tar.length + RECORD_BYTES);
  whole.set(tar);
  return whole;
}

function shortEnough(name: string): string {
  if (new TextEncoder().encode(name).length > 100) {
    throw new RangeError(`too long for a tar file: ${name}`);
  }
  return name;
}
