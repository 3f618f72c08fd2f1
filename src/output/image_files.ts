import { join } from "@std/path";
import { Failure } from "../errors/failure.ts";
import type { ImageFormat } from "../image/facts.ts";
import { plainReason, succeeds } from "./file_errors.ts";
import type { Files, NewFile } from "./files.ts";
import { uniqueName } from "./names.ts";
import { checkUnchanged, type ReservedPlace } from "./reserved_place.ts";

/** Gives a file of ours the permissions that any new file has here, where the disk has such. */
export async function allowReading(
  { claim, files }: ReservedPlace,
  path: string,
): Promise<void> {
  if (claim.usualMode === null) return;
  await succeeds(files.setMode(path, claim.usualMode));
}

/**
 * Makes sure that a whole image is still where it was written.
 *
 * @throws {Failure} `output/persist_failed`
 */
export async function checkStillThere(
  place: ReservedPlace,
  path: string,
  bytes: number,
): Promise<void> {
  await checkUnchanged(place);
  const entry = await place.files.lstat(path);
  if (entry?.kind === "file" && entry.size === bytes) return;
  throw new Failure("output/persist_failed", {
    message: "The hidden file of the image was removed or changed",
  });
}

/** Writes a new file in the reserved folder, synced; rejects when it cannot. */
export async function writeBeside(
  place: ReservedPlace,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  await checkUnchanged(place);
  await writeNew(path, bytes, place.files);
}

/**
 * Writes an image into the spare folder, under a name made unique by `token`.
 *
 * @returns its path
 * @throws {Failure} `output/persist_failed`: no disk takes it
 */
export async function writeSpare(
  { claim, spareFolder, files }: ReservedPlace,
  token: string,
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<string> {
  const path = join(spareFolder, uniqueName(claim.stem, token, format));
  try {
    await writeNew(path, bytes, files);
    return path;
  } catch (cause) {
    const reason = plainReason(cause);
    throw new Failure("output/persist_failed", {
      message: `The image was made but no disk takes it: ${reason}`,
      remedy: "Look for it in Codex's own generated_images folder",
      evidence: { reason, keptPath: null },
      cause,
    });
  }
}

/** Makes `bytes` the whole content of a new file, synced; closes it in any case. */
export async function fillAndClose(
  part: NewFile,
  bytes: Uint8Array,
): Promise<void> {
  try {
    await part.write(bytes);
    await part.sync();
  } finally {
    part.close();
  }
}

async function writeNew(
  path: string,
  bytes: Uint8Array,
  files: Files,
): Promise<void> {
  const file = await files.createNew(path, 0o600);
  try {
    await fillAndClose(file, bytes);
  } catch (error) {
    await succeeds(files.remove(path));
    throw error;
  }
}
