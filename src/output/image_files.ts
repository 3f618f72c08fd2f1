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

/** An image for the kept or spare folder. */
export interface SpareImage {
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
  /** Makes its name unique. */
  readonly token: string;
}

/**
 * Writes an image into the kept folder, else into the spare folder.
 *
 * @param trouble Why it cannot be beside its target.
 * @returns its path
 * @throws {Failure} `output/persist_failed`: no disk takes it
 */
export async function writeSpare(
  { claim, keptFolder, spareFolder, files }: ReservedPlace,
  { bytes, format, token }: SpareImage,
  trouble: unknown,
): Promise<string> {
  const name = uniqueName(claim.stem, token, format);
  if (keptFolder !== undefined) {
    const path = join(keptFolder, name);
    const kept = files.makePrivateFolder(keptFolder)
      .then(() => writeNew(path, bytes, files));
    if (await succeeds(kept)) return path;
  }
  if (spareFolder !== undefined) {
    const path = join(spareFolder, name);
    if (await succeeds(writeNew(path, bytes, files))) return path;
  }
  const reason = trouble instanceof Failure
    ? trouble.message
    : plainReason(trouble);
  throw new Failure("output/persist_failed", {
    message: `The image was made but no disk takes it: ${reason}`,
    remedy:
      "Make room, then look for Codex's own copy: modly-codex-image recover",
    evidence: { reason, keptPath: null },
    cause: trouble,
  });
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
