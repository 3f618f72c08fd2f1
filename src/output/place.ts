import { join } from "@std/path";
import { Failure } from "../errors/failure.ts";
import type { Files } from "./files.ts";
import { findFolder, type Place } from "./folders.ts";
import { foldName } from "./names.ts";
import { placeFailure, unsafeTarget } from "./refusals.ts";
import { systemFiles } from "./system_files.ts";
import type { Target } from "./target.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Looks at what stands at a target and changes nothing. A link to a folder is
 * followed when it stays inside the workspace; any other link is refused, and
 * so is whatever is not a regular file at the target's own name. An empty file
 * that a dead job left there passes: reserving the place removes it.
 *
 * @throws {Failure} `output/invalid_target`, `output/already_exists` (a file is
 * there and `overwrite` is false), `output/workspace_unusable`
 */
export async function checkPlace(
  workspace: Workspace,
  target: Target,
  options: { readonly overwrite: boolean },
  files: Files = systemFiles,
): Promise<Place> {
  try {
    const place = await findFolder(workspace, target.folders, files);
    if (target.kind === "directory" || place.missing.length > 0) return place;
    const { folder } = place;
    const { name } = target;
    const conflict = await nameConflict(folder, name, options.overwrite, files);
    if (conflict && !await isInNobodysWay(folder, name, files)) throw conflict;
    return place;
  } catch (thrown) {
    throw placeFailure(thrown);
  }
}

/**
 * Why the image cannot get this name in this folder; undefined when it can.
 * Rejects with the system's error when the disk cannot take such a name.
 */
export async function nameConflict(
  folder: string,
  name: string,
  overwrite: boolean,
  files: Files,
): Promise<Failure | undefined> {
  const entry = await files.lstat(join(folder, name));
  switch (entry?.kind) {
    case undefined:
      return await twinConflict(folder, name, files);
    case "file":
      return overwrite ? undefined : new Failure("output/already_exists");
    case "link":
      return unsafeTarget("there is a link with its name");
    case "directory":
      return unsafeTarget("there is a folder with its name");
    case "other":
      return unsafeTarget("there is something with its name that is no file");
  }
}

/** Is there only an empty file of a dead job? Seldom asked, so loaded when it is. */
async function isInNobodysWay(
  folder: string,
  name: string,
  files: Files,
): Promise<boolean> {
  const entry = await files.lstat(join(folder, name));
  if (entry?.kind !== "file" || entry.size > 0) return false;
  const { isAbandonedPlaceholder } = await import("./placeholder.ts");
  return await isAbandonedPlaceholder(folder, name, files);
}

async function twinConflict(
  folder: string,
  name: string,
  files: Files,
): Promise<Failure | undefined> {
  const folded = foldName(name);
  const names = await files.list(folder);
  if (!names.some((one) => foldName(one) === folded)) return undefined;
  return new Failure("output/already_exists", {
    message:
      "There is a file at the output target whose name differs only in upper and lower case or in how accents are stored",
    remedy: "Choose another name",
  });
}
