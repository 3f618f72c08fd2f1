import { access, constants } from "node:fs/promises";
import { resolve } from "@std/path";
import { codexHomeFolder } from "../codex/home.ts";
import type { Failure } from "../errors/failure.ts";
import { currentFolder } from "../system/current_folder.ts";
import type { Environment } from "../system/environment.ts";
import { isFolder } from "../system/file_kind.ts";

/** The name of the folder of Codex's own that a user may choose. */
const VARIABLE = "CODEX_HOME";

/**
 * `CODEX_HOME` as Codex is to be given it, if it is set: the user means a path
 * from the folder that we were started in, and Codex starts in another one.
 */
export function absoluteHome(env: Environment): Record<string, string> {
  const named = env(VARIABLE);
  return named ? { [VARIABLE]: resolve(named) } : {};
}

/**
 * A Codex that does not start may have a folder that it cannot use, about which
 * it says little: then the failure names that, and else it stays as it is.
 */
export async function explainedByHome(
  failure: Failure,
  os: string,
  env: Environment,
): Promise<Failure> {
  if (failure.code !== "preflight/start_failed") return failure;
  const home = codexHomeFolder(os, env, currentFolder());
  if (home === undefined) return failure;
  if (env(VARIABLE) && !await isFolder(home)) {
    return failure.with({
      message: "Codex could not start: CODEX_HOME does not name a folder",
      remedy: "Make the folder that CODEX_HOME names, or unset CODEX_HOME",
    });
  }
  if (await isFolder(home) && !await isWritable(home)) {
    return failure.with({
      message: "Codex could not start: it may not write to its own folder",
      remedy:
        "Make the folder writable that CODEX_HOME names; without CODEX_HOME it is .codex in your home folder",
    });
  }
  return failure;
}

async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch {
    // It says no more than that it may not be written to.
    return false;
  }
}
