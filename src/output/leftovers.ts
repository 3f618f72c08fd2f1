import { join } from "@std/path";
import { claimName, isStale } from "./claim.ts";
import {
  claimsIn,
  type NamedClaim,
  readClaim,
  writeClaim,
} from "./claim_files.ts";
import { succeeds } from "./file_errors.ts";
import type { Files } from "./files.ts";
import { newToken, type Owner } from "./owner.ts";
import { settle } from "./settle.ts";

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
  for await (const found of claimsIn(folder, files)) {
    if (!isStale(found, us)) continue;
    const aside = await takeAway(folder, found, files);
    if (aside === undefined) continue;
    const { claim, original } = found;
    // What cannot be settled now keeps its claim for the next sweep.
    const settled = claim && claimName(claim.stem) === original
      ? settle(folder, { ...found, claim }, saved, files)
      : Promise.resolve();
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
  { name, original, claim }: NamedClaim,
  files: Files,
): Promise<string | undefined> {
  const aside = join(folder, `${original}.${newToken()}`);
  if (!await succeeds(files.rename(join(folder, name), aside))) {
    return undefined;
  }
  const caught = await readClaim(aside, files);
  if (caught?.claim?.token === claim?.token) return aside;
  if (caught?.claim) {
    // Should a third have taken the name meanwhile, its claim stands; the owner
    // of this one finds out before it goes on, see `reserveOutput`.
    await succeeds(writeClaim(join(folder, original), caught.claim, files));
  }
  await succeeds(files.remove(aside));
  return undefined;
}
