import { join } from "@std/path";
import { splitExtension } from "../image/extension.ts";
import type { ImageFormat } from "../image/facts.ts";
import { succeeds } from "./file_errors.ts";
import {
  allowReading,
  checkStillThere,
  writeBeside,
  writeSpare,
} from "./image_files.ts";
import { moveWithoutReplacing } from "./moving.ts";
import { uniqueName } from "./names.ts";
import {
  checkUnchanged,
  hiddenPath,
  pathForHost,
  type ReservedPlace,
} from "./reserved_place.ts";
import type { SecuredImage } from "./secure.ts";

/**
 * Gives an image that will not be published a visible name beside its target,
 * else leaves it where it is, else writes it into the kept or spare folder.
 *
 * @returns the absolute path
 * @throws {Failure} `output/persist_failed` when it is gone and no disk takes it
 */
export async function keepImage(
  place: ReservedPlace,
  { bytes, format, path, trouble }: SecuredImage,
): Promise<string> {
  if (trouble !== undefined) return path;
  const { stem, token } = place.claim;
  const name = uniqueName(stem, token, format);
  try {
    await moveBeside(place, path, name);
    return await pathForHost(place, name);
  } catch (why) {
    if (await succeeds(checkStillThere(place, path, bytes.length))) return path;
    return await writeSpare(place, { bytes, format, token }, why);
  }
}

/** Keeps one more image, under a visible name of its own; see {@linkcode keepImage}. */
export async function keepExtraImage(
  place: ReservedPlace,
  token: string,
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<string> {
  const name = uniqueName(splitExtension(place.name).stem, token, format);
  const hidden = hiddenPath(place, "extra");
  try {
    await writeBeside(place, hidden, bytes);
    await moveBeside(place, hidden, name);
    return await pathForHost(place, name);
  } catch (why) {
    await succeeds(place.files.remove(hidden));
    return await writeSpare(place, { bytes, format, token }, why);
  }
}

async function moveBeside(
  place: ReservedPlace,
  from: string,
  name: string,
): Promise<void> {
  await checkUnchanged(place);
  await allowReading(place, from);
  await moveWithoutReplacing(from, join(place.folder, name), place.files);
}
