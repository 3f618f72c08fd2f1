import { join } from "@std/path";
import { type Claim, claimName, type FoundClaim, isStale } from "./claim.ts";
import { readClaim, writeClaim } from "./claim_files.ts";
import { succeeds } from "./file_errors.ts";
import type { Files } from "./files.ts";
import { moveWithoutReplacing } from "./moving.ts";
import { foldName, hiddenName, newExtensions, uniqueName } from "./names.ts";
import { newToken, type Owner } from "./owner.ts";

const claimFile =
  /^(\.modly-codex-image-[0-9a-f]{16}\.claim)(?:\.[0-9a-f]{16})?$/;

/**
 * Cleans up after jobs that died in this folder: their claims and half-written
 * files are removed, a whole image that was never published gets a visible
 * name. Claims of live processes are left alone.
 *
 * @returns names of the images that were saved
 */
export async function sweepLeftovers(
  folder: string,
  us: Owner,
  files: Files,
): Promise<string[]> {
  const saved: string[] = [];
  for (const name of await files.list(folder)) {
    const [, original] = claimFile.exec(name) ?? [];
    if (original === undefined) continue;
    const found = await readClaim(join(folder, name), files);
    if (!found || !isStale(found, us)) continue;
    const aside = await takeAway(folder, name, original, found, files);
    if (aside === undefined) continue;
    const { claim } = found;
    const own = claim && claimName(claim.stem) === original ? claim : undefined;
    // What cannot be settled now keeps its claim for the next sweep.
    const settled = own ? settle(folder, own, saved, files) : Promise.resolve();
    if (await succeeds(settled)) await succeeds(files.remove(aside));
  }
  return saved;
}

/**
 * Moves a stale claim out of the way. Renaming is what only one can do; but
 * between reading and renaming somebody may have replaced it with a live claim,
 * so what was caught is looked at, and given back if it is another one.
 */
async function takeAway(
  folder: string,
  name: string,
  original: string,
  stale: FoundClaim,
  files: Files,
): Promise<string | undefined> {
  const aside = join(folder, `${original}.${newToken()}`);
  if (!await succeeds(files.rename(join(folder, name), aside))) {
    return undefined;
  }
  const caught = await readClaim(aside, files);
  if (caught?.claim?.token === stale.claim?.token) return aside;
  if (caught?.claim) {
    // Should a third have taken the name meanwhile, its claim stands; the owner
    // of this one finds out before it goes on, see `reserveOutput`.
    await succeeds(writeClaim(join(folder, original), caught.claim, files));
  }
  await succeeds(files.remove(aside));
  return undefined;
}

/** Clears what a dead job left beside its target; adds the names of images to `saved`. */
async function settle(
  folder: string,
  { stem, token }: Claim,
  saved: string[],
  files: Files,
): Promise<void> {
  const part = join(folder, hiddenName(stem, token, "part"));
  if (await files.lstat(part)) await files.remove(part);
  for (const [format] of newExtensions) {
    const path = join(folder, hiddenName(stem, token, format));
    const entry = await files.lstat(path);
    if (entry?.kind !== "file") continue;
    if (await isPublished(folder, stem, path, entry.size, files)) {
      await files.remove(path);
      continue;
    }
    const name = uniqueName(stem, token, format);
    await moveWithoutReplacing(path, join(folder, name), files);
    saved.push(name);
  }
}

/** Does a visible file of this stem hold the same bytes? Then only the clean-up was missed. */
async function isPublished(
  folder: string,
  stem: string,
  path: string,
  size: number,
  files: Files,
): Promise<boolean> {
  const folded = foldName(stem);
  for (const name of await files.list(folder)) {
    if (!foldName(name).startsWith(folded)) continue;
    const other = join(folder, name);
    if (other === path) continue;
    const entry = await files.lstat(other);
    if (entry?.kind !== "file" || entry.size !== size) continue;
    const [one, two] = await Promise.all([files.read(path), files.read(other)]);
    if (one.every((byte, at) => byte === two[at])) return true;
  }
  return false;
}
