import { join, resolve } from "@std/path";
import type { Environment } from "../system/environment.ts";
import { homeFolder } from "../system/folders.ts";

/**
 * Codex's own folder, as Codex finds it: `CODEX_HOME` if that is set, else
 * `.codex` in the user's home folder; undefined when there is neither.
 *
 * @param cwd What a relative `CODEX_HOME` is relative to.
 */
export function codexHomeFolder(
  os: string,
  env: Environment,
  cwd: string,
): string | undefined {
  const named = env("CODEX_HOME");
  if (named) return resolve(cwd, named);
  const home = homeFolder(os, env);
  return home && join(home, ".codex");
}
