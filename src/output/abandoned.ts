import type { WalkedFolder } from "../system/walk.ts";
import { isStale } from "./claim.ts";
import { claimsIn } from "./claim_files.ts";
import type { Files } from "./files.ts";
import { tokenOfHidden } from "./names.ts";
import type { Owner } from "./owner.ts";

/**
 * Names of the hidden files of jobs that have died in a folder, or that gave
 * them up: those without a living claim. They may be half written.
 */
export async function abandonedFiles(
  { path, files: names }: WalkedFolder,
  us: Owner,
  files: Files,
): Promise<readonly string[]> {
  const hidden = names.filter((name) => tokenOfHidden(name) !== undefined);
  if (hidden.length === 0) return [];
  const living = new Set<string>();
  // Asked after the names were read: a claim is there before its files are, and
  // goes after them, so that a living one cannot be missed.
  for await (const found of claimsIn(path, files)) {
    if (found.claim && !isStale(found, us)) living.add(found.claim.token);
  }
  return hidden.filter((name) => !living.has(tokenOfHidden(name) ?? ""));
}
