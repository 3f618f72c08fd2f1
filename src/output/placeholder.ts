import { join } from "@std/path";
import {
  imageFormats,
  isImageName,
  splitExtension,
} from "../image/extension.ts";
import { type Claim, isStale } from "./claim.ts";
import { type ClaimFile, claimsIn } from "./claim_files.ts";
import type { Files } from "./files.ts";
import {
  hiddenEndings,
  hiddenName,
  nameForFormat,
  uniqueName,
} from "./names.ts";
import { type Owner, thisProcess } from "./owner.ts";

/**
 * A disk without hard links has the final name taken by an empty file right
 * before the image replaces it, see `moving.ts`. A job that is killed between
 * the two leaves the empty file behind, together with its claim and its image.
 */

/** Is this a name that the image of a claim may get? */
export function mayBecome({ stem, token }: Claim, name: string): boolean {
  if (!isImageName(name)) return false;
  return splitExtension(name).stem === stem ||
    imageFormats.some((format) =>
      name === uniqueName(stem, token, format) ||
      name === nameForFormat(`${stem}.`, format)
    );
}

/**
 * Is `name` an empty file that the job of this claim left in its image's place?
 * Only a file that is no older than the claim, while the image is still hidden
 * beside it: any other empty file is somebody's own.
 */
export async function isPlaceholderOf(
  { claim, entry }: ClaimFile,
  folder: string,
  name: string,
  files: Files,
): Promise<boolean> {
  if (!claim || !mayBecome(claim, name)) return false;
  const found = await files.lstat(join(folder, name));
  if (found?.kind !== "file" || found.size > 0) return false;
  if (found.changedMs < entry.changedMs) return false;
  for (const ending of hiddenEndings) {
    const hidden = join(folder, hiddenName(claim.stem, claim.token, ending));
    if (await files.lstat(hidden)) return true;
  }
  return false;
}

/** Is `name` an empty file that some dead job left? */
export async function isAbandonedPlaceholder(
  folder: string,
  name: string,
  files: Files,
  us: Owner = thisProcess,
): Promise<boolean> {
  for await (const claim of claimsIn(folder, files)) {
    if (!isStale(claim, us)) continue;
    if (await isPlaceholderOf(claim, folder, name, files)) return true;
  }
  return false;
}
