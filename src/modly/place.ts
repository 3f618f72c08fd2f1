import * as native from "@std/path";
import { Failure } from "../errors/failure.ts";
import { parseTarget } from "../output/target.ts";

/** The two folders by which hosts say where a result goes. */
export interface HostFolders {
  /** Everything the host serves; results are known by their path below it. */
  readonly workspaceDir?: string | undefined;
  /** The collection's folder, as a rule below the workspace. */
  readonly outputsDir?: string | undefined;
}

/** Where an image goes, in the words of the main job. */
export interface HostPlace {
  readonly workspace: string;
  /** Names a file: a folder such as `v1.5` would be taken for one. */
  readonly target: string;
}

/** The path rules that are needed, of this system unless a test has others. */
export type PathRules = Pick<typeof native, "relative" | "sep">;

/** Folder below the workspace when the host names no collection. */
const OWN_FOLDER = "codex";

/**
 * Puts `file`, a relative path with `/`, into the host's collection. The
 * workspace stays as the host wrote it, because hosts compare paths as text. A
 * collection whose name no target may hold, or which is not below the
 * workspace, is a workspace of its own.
 *
 * @throws {Failure} `output/workspace_unusable` when no folder was named.
 */
export function hostPlace(
  { workspaceDir, outputsDir }: HostFolders,
  file: string,
  rules: PathRules = native,
): HostPlace {
  if (!outputsDir) {
    if (workspaceDir) {
      return { workspace: workspaceDir, target: `${OWN_FOLDER}/${file}` };
    }
    throw new Failure("output/workspace_unusable", {
      message: "The host did not say where the image should go",
      remedy: "Set WORKSPACE_DIR to an existing folder",
    });
  }
  const alone = { workspace: outputsDir, target: file };
  if (!workspaceDir) return alone;
  const below = rules.relative(workspaceDir, outputsDir);
  const names = below === "" ? [] : below.split(rules.sep);
  const target = [...names, file].join("/");
  return isTarget(target) ? { workspace: workspaceDir, target } : alone;
}

function isTarget(text: string): boolean {
  try {
    parseTarget(text);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
