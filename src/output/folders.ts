import { join } from "@std/path";
import { Failure } from "../errors/failure.ts";
import { errorCode, succeeds } from "./file_errors.ts";
import type { Files } from "./files.ts";
import { unsafeTarget } from "./refusals.ts";
import { isGitFolder } from "./segment.ts";
import { isInside, type Workspace } from "./workspace.ts";

/** Where a target's folders are on the disk. */
export interface Place {
  /** The deepest one that exists, with every link resolved. */
  readonly folder: string;
  /** Those still to be made below it. */
  readonly missing: readonly string[];
}

/**
 * Walks down a target's folders as far as they exist. A link to a folder is
 * followed when it stays inside the workspace.
 *
 * @throws {Failure} `output/invalid_target`; else rejects with the system's error
 */
export async function findFolder(
  workspace: Workspace,
  folders: readonly string[],
  files: Files,
): Promise<Place> {
  let folder = workspace.real;
  for (const [depth, name] of folders.entries()) {
    const path = join(folder, name);
    const entry = await files.lstat(path);
    if (!entry) return { folder, missing: folders.slice(depth) };
    if (entry.kind !== "directory" && entry.kind !== "link") throw noFolder();
    folder = await resolveFolder(workspace, path, files);
  }
  return { folder, missing: [] };
}

/**
 * Makes the missing folders of a target, looking again after each.
 *
 * @returns the last folder, with every link resolved, which folder it is, and
 * those that were made, outermost first
 * @throws {Failure} `output/invalid_target`, `output/workspace_unusable`; else
 * rejects with the system's error
 */
export async function makeFolders(
  workspace: Workspace,
  folders: readonly string[],
  files: Files,
): Promise<
  { folder: string; identity: string; made: readonly string[] }
> {
  const made: string[] = [];
  let place = await findFolder(workspace, folders, files);
  for (const name of place.missing) {
    const path = join(place.folder, name);
    try {
      await files.makeFolder(path);
      made.push(path);
    } catch (error) {
      // Another job may just have made it; what it is gets looked at now.
      if (errorCode(error) !== "EEXIST") throw error;
    }
    place = await findFolder(workspace, folders, files);
  }
  const entry = await files.lstat(place.folder);
  if (place.missing.length > 0 || !entry) {
    throw new Failure("output/workspace_unusable", {
      message: "A folder of the output target vanished as soon as it was made",
    });
  }
  return { folder: place.folder, identity: entry.identity, made };
}

/**
 * Removes the folders that a job made and left empty. Another job that counts
 * on one of them but has put nothing into it yet fails before it has cost
 * anything.
 *
 * @param made Outermost first.
 */
export async function removeMadeFolders(
  made: readonly string[],
  files: Files,
): Promise<void> {
  for (const folder of made.toReversed()) {
    if (!await succeeds(files.removeFolder(folder))) return;
  }
}

async function resolveFolder(
  workspace: Workspace,
  path: string,
  files: Files,
): Promise<string> {
  let real: string;
  try {
    real = await files.realPath(path);
  } catch (cause) {
    throw unsafeTarget("a link on the way to it leads nowhere", cause);
  }
  if (!isInside(workspace.real, real)) {
    throw unsafeTarget("a link on the way to it leaves the workspace");
  }
  const below = real.slice(workspace.real.length).split(/[\\/]/);
  if (below.some(isGitFolder)) throw unsafeTarget("it lies in a .git folder");
  if ((await files.lstat(real))?.kind !== "directory") throw noFolder();
  return real;
}

function noFolder(): Failure {
  return unsafeTarget("a part of it that has to be a folder is none");
}
