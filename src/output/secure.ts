import type { ImageFormat } from "../image/facts.ts";
import { succeeds } from "./file_errors.ts";
import type { NewFile } from "./files.ts";
import {
  checkStillThere,
  fillAndClose,
  writeBeside,
  writeSpare,
} from "./image_files.ts";
import { hiddenPath, type ReservedPlace } from "./reserved_place.ts";

/** An image that is whole on a disk. */
export interface SecuredImage {
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
  /** The file that holds it. */
  readonly path: string;
  /** Why it is in the kept or spare folder and not beside its target. */
  readonly trouble?: unknown;
}

/**
 * Writes an image into the reserved file; where that fails, into a new one in
 * its place, or into the kept or spare folder.
 *
 * @throws {Failure} `output/persist_failed` when no disk takes it
 */
export async function secureImage(
  place: ReservedPlace,
  part: NewFile,
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<SecuredImage> {
  const image = { bytes, format };
  try {
    await fillAndClose(part, bytes);
    return { ...image, path: await nameAsWhole(place, bytes, format) };
  } catch (trouble) {
    try {
      return { ...image, path: await writeAnew(place, bytes, format) };
    } catch {
      // What went wrong first says more.
      const { token } = place.claim;
      const path = await writeSpare(place, { ...image, token }, trouble);
      return { ...image, path, trouble };
    }
  }
}

async function writeAnew(
  place: ReservedPlace,
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<string> {
  const path = hiddenPath(place, "part");
  // A half image is worth nothing, and on a full disk it takes the room.
  await succeeds(place.files.remove(path));
  await writeBeside(place, path, bytes);
  return await nameAsWhole(place, bytes, format);
}

/** Only a whole image bears the name of one, so that it is known after a crash. */
async function nameAsWhole(
  place: ReservedPlace,
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<string> {
  const part = hiddenPath(place, "part");
  const whole = hiddenPath(place, format);
  if (await succeeds(place.files.rename(part, whole))) return whole;
  await checkStillThere(place, part, bytes.length);
  return part;
}
