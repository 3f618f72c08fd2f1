import { join } from "@std/path";
import { Failure } from "../errors/failure.ts";
import { errorCode, plainReason, succeeds } from "./file_errors.ts";
import { allowReading, checkStillThere } from "./image_files.ts";
import { moveReplacing, moveWithoutReplacing } from "./moving.ts";
import { nameForFormat, uniqueName } from "./names.ts";
import { pathForHost, type ReservedPlace } from "./reserved_place.ts";
import type { SecuredImage } from "./secure.ts";

/** An image at its final place. */
export interface Published {
  /** Absolute; begins with the workspace as it was given. */
  readonly path: string;
  /** What the user should know, such as a changed extension. */
  readonly warnings: readonly string[];
}

/**
 * Gives a secured image its final name, with the extension of its real format.
 * Rejects with whatever stood in the way; the image is still secured then,
 * unless the final check found it damaged.
 */
export async function publishImage(
  place: ReservedPlace,
  image: SecuredImage,
): Promise<Published> {
  if (image.trouble !== undefined) throw image.trouble;
  await checkStillThere(place, image.path, image.bytes.length);
  await allowReading(place, image.path);
  const { name, warnings } = await giveName(place, image);
  await checkArrived(place, name, image.bytes.length);
  const path = await pathForHost(place, name);
  if (await succeeds(place.files.syncFolder(place.folder))) {
    return { path, warnings };
  }
  return { path, warnings: [...warnings, unconfirmed] };
}

/** The failure that tells why an image was not published, and where it is kept. */
export function notPublished(cause: unknown, keptPath: string): Failure {
  const message = cause instanceof Failure
    ? cause.message
    : `The image was made but not published: ${plainReason(cause)}`;
  return new Failure("output/persist_failed", {
    message,
    evidence: { keptPath, reason: message },
    cause,
  });
}

const unconfirmed =
  "The disk did not confirm the new file's name: a power cut now could lose it";

async function giveName(
  place: ReservedPlace,
  image: SecuredImage,
): Promise<{ name: string; warnings: string[] }> {
  const { files, folder, claim } = place;
  const name = nameForFormat(place.name, image.format);
  const path = join(folder, name);
  if (name === place.name) {
    if (place.overwrite) {
      await moveReplacing(image.path, path, files);
      return { name, warnings: [] };
    }
    const clean = await moveWithoutReplacing(image.path, path, files)
      .catch(explainTaken);
    return { name, warnings: clean ? [] : [secondName] };
  }
  // The name is not the one asked for anyway; a paid image is worth another.
  const free = !await files.lstat(path);
  const other = free ? name : uniqueName(claim.stem, claim.token, image.format);
  const clean = await moveWithoutReplacing(
    image.path,
    join(folder, other),
    files,
  );
  const warnings = clean ? [] : [secondName];
  if (place.target.kind === "file") {
    warnings.unshift(renamed(place.name, other, free ? undefined : name));
  }
  return { name: other, warnings };
}

const secondName =
  "A second, hidden name of the image could not be removed from its folder";

function renamed(
  asked: string,
  got: string,
  taken: string | undefined,
): string {
  const why = taken === undefined ? "" : `, because ${taken} is there already`;
  return `The image's format does not fit the name ${asked}: it was saved as ${got}${why}`;
}

function explainTaken(cause: unknown): never {
  if (errorCode(cause) !== "EEXIST") throw cause;
  throw new Failure("output/persist_failed", {
    message: "A file appeared at the output target while the image was made",
    cause,
  });
}

async function checkArrived(
  { folder, files }: ReservedPlace,
  name: string,
  bytes: number,
): Promise<void> {
  const entry = await files.lstat(join(folder, name));
  if (entry?.kind === "file" && entry.size === bytes) return;
  throw new Failure("output/persist_failed", {
    message: "The published file is not the image that was written",
  });
}
