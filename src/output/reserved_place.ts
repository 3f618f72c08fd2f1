import { join, relative, sep } from "@std/path";
import { Failure } from "../errors/failure.ts";
import type { HeldClaim } from "./claim_files.ts";
import type { Files } from "./files.ts";
import { type HiddenEnding, hiddenName } from "./names.ts";
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
  /** The name that the image is to get, before its format is known. */
  readonly name: string;
  readonly claim: HeldClaim;
  readonly overwrite: boolean;
  /** See `ReserveOptions` in `reserve.ts`. */
  readonly keptFolder: string | undefined;
  readonly spareFolder: string | undefined;
  readonly files: Files;
  readonly owner: Owner;
}

/** Path of a hidden file of this job. */
export function hiddenPath(
  { folder, claim }: ReservedPlace,
  ending: HiddenEnding,
): string {
  return join(folder, hiddenName(claim.stem, claim.token, ending));
}

/**
 * The path of a name in the reserved folder, as hosts want it. It goes the way
 * that was asked for, unless a link on it leads somewhere else by now.
 */
export async function pathForHost(
  { workspace, target, folder, files }: ReservedPlace,
  name: string,
): Promise<string> {
  const asked = join(workspace.real, ...target.folders);
  const leads = await files.realPath(asked).catch(() => undefined);
  const folders = leads === folder
    ? target.folders
    : relative(workspace.real, folder).split(sep).filter(Boolean);
  return pathBelow(workspace.given, [...folders, name]);
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
