import { Failure } from "../errors/failure.ts";
import { errorCode, succeeds } from "./file_errors.ts";
import type { Files } from "./files.ts";

/**
 * Gives a finished file its name and never replaces another: rejects with
 * `EEXIST` when the name is taken. The name appears at once with the whole
 * content. Gives back false when `from` could not be removed and stays as a
 * second name.
 */
export async function moveWithoutReplacing(
  from: string,
  to: string,
  files: Files,
): Promise<boolean> {
  try {
    await files.link(from, to);
  } catch (error) {
    if (["EEXIST", "ENOENT"].includes(errorCode(error))) throw error;
    // FAT, exFAT and some network drives have no hard links, and each system
    // says so in its own way.
    await moveOverPlaceholder(from, to, files);
    return true;
  }
  return await succeeds(files.remove(from));
}

/**
 * Gives a finished file its name in place of a regular file, or of none, in one
 * step. Rejects with the system's error when the disk refuses.
 *
 * @throws {Failure} `output/persist_failed` when something else has the name
 */
export async function moveReplacing(
  from: string,
  to: string,
  files: Files,
): Promise<void> {
  const entry = await files.lstat(to);
  if (entry && entry.kind !== "file") {
    throw new Failure("output/persist_failed", {
      message: "What stands at the output target is no longer a regular file",
    });
  }
  await files.rename(from, to);
}

/**
 * Takes the name with an empty file, which only one can do, then replaces that
 * in one step. No half image ever has the name; a crash right between the two
 * leaves an empty file, which the next job there removes, see `placeholder.ts`.
 */
async function moveOverPlaceholder(
  from: string,
  to: string,
  files: Files,
): Promise<void> {
  const placeholder = await files.createNew(to, 0o600);
  placeholder.close();
  try {
    await files.rename(from, to);
  } catch (error) {
    await succeeds(files.remove(to));
    throw error;
  }
}
