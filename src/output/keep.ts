import { join } from "@std/path";
import type { ImageFormat } from "../image/facts.ts";
import { succeeds } from "./file_errors.ts";
import {
  allowReading,
  checkStillThere,
  writeBeside,
  writeSpare,
} from "./image_files.ts";
import { moveWithoutReplacing } from "./moving.ts";
import { splitExtension, uniqueName } from "./names.ts";
import {
  checkUnchanged,
  type ReservedPlace,
  shownPath,
} from "./reserved_place.ts";
import type { SecuredImage } from "./secure.ts";

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
  const { claim, folder } = place;
  const name = uniqueName(claim.stem, claim.token, format);
  if (await succeeds(moveBeside(place, path, join(folder, name)))) {
    return shownPath(place, name);
  }
  if (await succeeds(checkStillThere(place, path, bytes.length))) return path;
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

async function moveBeside(
  place: ReservedPlace,
  from: string,
  to: string,
): Promise<void> {
  await checkUnchanged(place);
  await allowReading(place, from);
  await moveWithoutReplacing(from, to, place.files);
}
