import { Buffer } from "node:buffer";
import { join } from "@std/path";
import type { ImageFormat } from "../image/facts.ts";
import { type Claim, claimName } from "./claim.ts";
import type { ClaimFile } from "./claim_files.ts";
import { errorCode, succeeds } from "./file_errors.ts";
import type { Files } from "./files.ts";
import { moveWithoutReplacing } from "./moving.ts";
import {
  foldName,
  hiddenEndings,
  hiddenName,
  tokenOfHidden,
  uniqueName,
} from "./names.ts";
import { newToken } from "./owner.ts";
import { isPlaceholderOf } from "./placeholder.ts";
import { claimed } from "./refusals.ts";
import { wholeImage } from "./whole_image.ts";

/** A whole image that a dead job had not published. */
interface HiddenImage {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
}

/** How much of two names has to be the same for a published copy to be looked for, in characters. */
const ALIKE = 20;

/**
 * Clears what a dead job left in a folder. Half-written files and an empty one
 * under the final name are removed; a whole image gets a visible name, unless a
 * file there holds the same bytes. Rejects when something has to stay for the
 * next time.
 *
 * @param saved The names of images that were saved are added.
 */
export async function settle(
  folder: string,
  dead: ClaimFile & { readonly claim: Claim },
  saved: string[],
  files: Files,
): Promise<void> {
  const { claim, entry } = dead;
  const images = await findHidden(folder, claim, files);
  if (images.length > 0) await removePlaceholders(folder, dead, files);
  for (const image of images) {
    if (await isPublished(folder, claim.stem, image, files)) {
      await files.remove(image.path);
      continue;
    }
    if (entry.mode !== null) {
      await succeeds(files.setMode(image.path, entry.mode));
    }
    saved.push(await giveVisibleName(folder, claim, image, files));
  }
}

/** The whole images among a dead job's hidden files; the others are removed. */
async function findHidden(
  folder: string,
  { stem, token }: Claim,
  files: Files,
): Promise<HiddenImage[]> {
  const found: HiddenImage[] = [];
  for (const ending of hiddenEndings) {
    const path = join(folder, hiddenName(stem, token, ending));
    if ((await files.lstat(path))?.kind !== "file") continue;
    const bytes = await files.read(path);
    const format = ending === "part" || ending === "extra"
      ? (await wholeImage(bytes))?.format
      : ending;
    if (format === undefined) await files.remove(path);
    else found.push({ path, bytes, format });
  }
  return found;
}

/** A claim that somebody alive has taken meanwhile protects the empty file: it may be theirs. */
async function removePlaceholders(
  folder: string,
  dead: ClaimFile & { readonly claim: Claim },
  files: Files,
): Promise<void> {
  for (const name of await files.list(folder)) {
    if (!await isPlaceholderOf(dead, folder, name, files)) continue;
    if (await files.lstat(join(folder, claimName(dead.claim.stem)))) {
      throw claimed();
    }
    await files.remove(join(folder, name));
  }
}

/** Does a visible file of this stem hold the same bytes? Then only the clean-up was missed. */
async function isPublished(
  folder: string,
  stem: string,
  { bytes }: HiddenImage,
  files: Files,
): Promise<boolean> {
  const start = foldName(stem).slice(0, ALIKE);
  for (const name of await files.list(folder)) {
    if (!foldName(name).startsWith(start)) continue;
    if (tokenOfHidden(name) !== undefined) continue;
    const path = join(folder, name);
    const entry = await files.lstat(path);
    if (entry?.kind !== "file" || entry.size !== bytes.length) continue;
    if (Buffer.compare(bytes, await files.read(path)) === 0) return true;
  }
  return false;
}

async function giveVisibleName(
  folder: string,
  { stem, token }: Claim,
  { path, format }: HiddenImage,
  files: Files,
): Promise<string> {
  const name = uniqueName(stem, token, format);
  try {
    await moveWithoutReplacing(path, join(folder, name), files);
    return name;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    const other = uniqueName(stem, newToken(), format);
    await moveWithoutReplacing(path, join(folder, other), files);
    return other;
  }
}
