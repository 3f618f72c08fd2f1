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
    const next = await enter(workspace, join(folder, name), files);
    if (next !== undefined) {
      folder = next;
      continue;
    }
    const missing = folders.slice(depth);
    // Finds a path that is too long before a part of it is made.
    await files.lstat(join(folder, ...missing));
    return { folder: await resolve(workspace, folder, files), missing };
  }
  return { folder: await resolve(workspace, folder, files), missing: [] };
}

/**
 * Makes the missing folders of a target, looking again after each. Where that
 * fails, those that were made go again.
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
  try {
    const found = await findFolder(workspace, folders, files);
    let { folder } = found;
    for (const name of found.missing) {
      const path = join(folder, name);
      if (await makeFolder(path, files)) made.push(path);
      const next = await enter(workspace, path, files);
      if (next === undefined) throw vanished();
      folder = next;
    }
    if (made.length > 0) folder = await resolve(workspace, folder, files);
    const entry = await files.lstat(folder);
    if (!entry) throw vanished();
    return { folder, identity: entry.identity, made };
  } catch (error) {
    await removeMadeFolders(made, files);
    throw error;
  }
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
  await succeeds(removeUnmoved(made, files));
}

async function removeUnmoved(
  made: readonly string[],
  files: Files,
): Promise<void> {
  const deepest = made.at(-1);
  if (deepest === undefined) return;
  // One on the way may have become a link to somewhere else.
  if (await files.realPath(deepest) !== deepest) return;
  for (const folder of made.toReversed()) await files.removeFolder(folder);
}

/** Gives back false when another job has just made it; what it is gets looked at next. */
async function makeFolder(path: string, files: Files): Promise<boolean> {
  try {
    await files.makeFolder(path);
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    return false;
  }
}

/**
 * The folder at `path`, which is real up to its name; where that is a link, the
 * folder that it leads to. Undefined when nothing is there.
 */
async function enter(
  workspace: Workspace,
  path: string,
  files: Files,
): Promise<string | undefined> {
  const entry = await files.lstat(path);
  switch (entry?.kind) {
    case undefined:
      return undefined;
    case "directory":
      return path;
    case "link":
      return await resolve(workspace, path, files);
    default:
      throw noFolder();
  }
}

/** A folder's path with every link resolved, and in the letters that the disk has. */
async function resolve(
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

function vanished(): Failure {
  return new Failure("output/workspace_unusable", {
    message: "A folder of the output target vanished as soon as it was made",
  });
}

function noFolder(): Failure {
  return unsafeTarget("a part of it that has to be a folder is none");
}
