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
    await fillAndClose(part, bytes);
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
