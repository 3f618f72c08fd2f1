import { join } from "@std/path";
import { Failure } from "../errors/failure.ts";
import type { ImageFormat } from "../image/facts.ts";
import type { HeldClaim } from "./claim_files.ts";
import type { Files } from "./files.ts";
import { hiddenName } from "./names.ts";
import type { Owner } from "./owner.ts";
import type { Target } from "./target.ts";
import { pathBelow, type Workspace } from "./workspace.ts";

/** A claimed name in an existing folder. */
export interface ReservedPlace {
  readonly workspace: Workspace;
  readonly target: Target;
  /** The folder with every link resolved, and which folder that is. */
  readonly folder: string;
  readonly identity: string;
  /** The folders that were made for it, outermost first. */
  readonly made: readonly string[];
  /** The name that the image shall get, before its format is known. */
  readonly name: string;
  readonly claim: HeldClaim;
  readonly overwrite: boolean;
  readonly spareFolder: string;
  readonly files: Files;
  readonly owner: Owner;
}

/** Path of the hidden file: half written as `part`, whole as a format. */
export function hiddenPath(
  { folder, claim }: ReservedPlace,
  ending: "part" | ImageFormat,
): string {
  return join(folder, hiddenName(claim.stem, claim.token, ending));
}

/** The path of a name in the reserved folder, as hosts want it. */
export function shownPath(
  { workspace, target }: ReservedPlace,
  name: string,
): string {
  return pathBelow(workspace.given, [...target.folders, name]);
}

/**
 * Makes sure that the folder is still the one that was reserved. Deno has no
 * `openat`, so a folder that is swapped right after this is not noticed.
 *
 * @throws {Failure} `output/persist_failed`
 */
export async function checkUnchanged(
  { folder, identity, files }: ReservedPlace,
): Promise<void> {
  const entry = await files.lstat(folder);
  const same = entry?.kind === "directory" && entry.identity === identity &&
    await files.realPath(folder) === folder;
  if (same) return;
  throw new Failure("output/persist_failed", {
    message: "The output folder was moved or replaced while the image was made",
  });
}
