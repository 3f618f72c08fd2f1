import { join } from "@std/path";
import { Failure } from "../errors/failure.ts";
import type { ImageFormat } from "../image/facts.ts";
import { plainReason, succeeds } from "./file_errors.ts";
import type { Files, NewFile } from "./files.ts";
import { moveWithoutReplacing } from "./moving.ts";
import { splitExtension, uniqueName } from "./names.ts";
import {
  checkUnchanged,
  hiddenPath,
  type ReservedPlace,
  shownPath,
} from "./reserved_place.ts";

/** An image that is whole on a disk. */
export interface SecuredImage {
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
  /** The file that holds it. */
  readonly path: string;
  /** Why it is in the spare folder and not beside its target. */
  readonly trouble?: unknown;
}

/**
 * Writes an image into the reserved file; where that fails, into a new one
 * beside it or in the spare folder.
 *
 * @throws {Failure} `output/persist_failed` when no disk takes it
 */
export async function secureImage(
  place: ReservedPlace,
  part: NewFile,
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<SecuredImage> {
  try {
    await fill(part, bytes);
    return { bytes, format, path: await nameAsWhole(place, bytes, format) };
  } catch (trouble) {
    // A half image is worth nothing, and on a full disk it takes the room.
    await succeeds(place.files.remove(hiddenPath(place, "part")));
    const beside = hiddenPath(place, format);
    if (await succeeds(writeBeside(place, beside, bytes))) {
      return { bytes, format, path: beside };
    }
    const path = await writeSpare(place, place.claim.token, bytes, format);
    return { bytes, format, path, trouble };
  }
}

/**
 * Gives an image that will not be published a visible name beside its target,
 * else leaves it where it is, else writes it into the spare folder.
 *
 * @returns the absolute path
 * @throws {Failure} `output/persist_failed` when it is gone and no disk takes it
 */
export async function keepImage(
  place: ReservedPlace,
  { bytes, format, path, trouble }: SecuredImage,
): Promise<string> {
  if (trouble !== undefined) return path;
  const { claim, files, folder } = place;
  const name = uniqueName(claim.stem, claim.token, format);
  if (await succeeds(moveBeside(place, path, join(folder, name)))) {
    return shownPath(place, name);
  }
  const entry = await files.lstat(path).catch(() => undefined);
  if (entry?.kind === "file" && entry.size === bytes.length) return path;
  return await writeSpare(place, claim.token, bytes, format);
}

/** Keeps one more image, under a visible name of its own; see {@linkcode keepImage}. */
export async function keepExtraImage(
  place: ReservedPlace,
  token: string,
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<string> {
  const name = uniqueName(splitExtension(place.name).stem, token, format);
  const path = join(place.folder, name);
  if (await succeeds(writeBeside(place, path, bytes))) {
    await allowReading(place, path);
    return shownPath(place, name);
  }
  return await writeSpare(place, token, bytes, format);
}

/** Gives a file of ours the permissions that any new file has here, where the disk has such. */
export async function allowReading(
  { claim, files }: ReservedPlace,
  path: string,
): Promise<void> {
  if (claim.usualMode === null) return;
  await succeeds(files.setMode(path, claim.usualMode));
}

async function fill(part: NewFile, bytes: Uint8Array): Promise<void> {
  try {
    await part.write(bytes);
    await part.sync();
  } finally {
    part.close();
  }
}

async function nameAsWhole(
  place: ReservedPlace,
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<string> {
  const part = hiddenPath(place, "part");
  const whole = hiddenPath(place, format);
  if (await succeeds(place.files.rename(part, whole))) return whole;
  const entry = await place.files.lstat(part);
  if (entry?.kind === "file" && entry.size === bytes.length) return part;
  throw new Deno.errors.NotFound("The reserved file is gone");
}

async function writeBeside(
  place: ReservedPlace,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  await checkUnchanged(place);
  await writeNew(path, bytes, place.files);
}

async function moveBeside(
  place: ReservedPlace,
  from: string,
  to: string,
): Promise<void> {
  await checkUnchanged(place);
  await allowReading(place, from);
  await moveWithoutReplacing(from, to, place.files);
}

async function writeSpare(
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

async function writeNew(
  path: string,
  bytes: Uint8Array,
  files: Files,
): Promise<void> {
  const file = await files.createNew(path, 0o600);
  try {
    await fill(file, bytes);
  } catch (error) {
    await succeeds(files.remove(path));
    throw error;
  }
}
