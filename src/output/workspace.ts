import { isAbsolute, relative, resolve } from "@std/path";
import { Failure } from "../errors/failure.ts";
import { plainReason } from "./file_errors.ts";
import type { Files } from "./files.ts";
import { systemFiles } from "./system_files.ts";

/** The folder below which images are published. */
export interface Workspace {
  /** Absolute; otherwise as the user or host wrote it, because hosts compare it as text. */
  readonly given: string;
  /** The same with every link resolved; all file work happens below it. */
  readonly real: string;
}

/**
 * Opens a workspace: an existing folder, which may be a link. A relative one is
 * taken from `cwd`. Writes nothing.
 *
 * @throws {Failure} `output/workspace_unusable`
 */
export async function openWorkspace(
  dir: string,
  cwd: string,
  files: Files = systemFiles,
): Promise<Workspace> {
  if (dir === "" || dir.includes("\0")) throw unusable("it has no usable name");
  const given = givenWorkspace(dir, cwd);
  let real: string;
  let kind: string | undefined;
  try {
    real = await files.realPath(given);
    kind = (await files.lstat(real))?.kind;
  } catch (cause) {
    throw unusable(plainReason(cause), cause);
  }
  if (kind !== "directory") throw unusable("it is not a folder");
  return { given, real };
}

/** A workspace as it was written, but absolute: a relative one is taken from `cwd`. */
export function givenWorkspace(dir: string, cwd: string): string {
  return isAbsolute(dir) ? dir : resolve(cwd, dir);
}

/**
 * The path of something below the workspace, as hosts want it: it begins with
 * the workspace as given, and goes on with the slash that is used in there.
 */
export function pathBelow(given: string, names: readonly string[]): string {
  const slash = given.includes("\\") && !given.includes("/") ? "\\" : "/";
  const start = given.endsWith(slash) ? given : given + slash;
  return start + names.join(slash);
}

/** Does a resolved path lie in a resolved folder, or is it that folder? */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}

function unusable(reason: string, cause?: unknown): Failure {
  return new Failure("output/workspace_unusable", {
    message: `The workspace cannot be used: ${reason}`,
    evidence: { reason },
    cause,
  });
}
