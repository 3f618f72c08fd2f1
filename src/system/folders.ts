import * as posix from "@std/path/posix";
import * as windows from "@std/path/windows";

/** Looks up one environment variable. */
export type Environment = (name: string) => string | undefined;

/** The product's own folder below the platform's configuration folder. */
const OWN_FOLDER = "modly-codex-image";

/**
 * The folder that holds the user's own files for the product; undefined when
 * the environment names none. `os` is Deno's name of the operating system.
 *
 * Linux and the like follow the XDG base directory specification, which has
 * a relative `XDG_CONFIG_HOME` ignored.
 */
export function configurationFolder(
  os: string,
  env: Environment,
): string | undefined {
  const { join, isAbsolute } = pathRules(os);
  const base = os === "windows" ? env("APPDATA") : env("XDG_CONFIG_HOME");
  if (os !== "darwin" && base !== undefined && isAbsolute(base)) {
    return join(base, OWN_FOLDER);
  }
  const home = homeFolder(os, env);
  if (home === undefined || os === "windows") return undefined;
  return os === "darwin"
    ? join(home, "Library", "Application Support", OWN_FOLDER)
    : join(home, ".config", OWN_FOLDER);
}

/** The user's home folder; undefined when the environment names none. */
export function homeFolder(os: string, env: Environment): string | undefined {
  const home = env(os === "windows" ? "USERPROFILE" : "HOME");
  return home !== undefined && pathRules(os).isAbsolute(home)
    ? home
    : undefined;
}

/** `path` fit to be shown: what lies in the user's home folder starts with `~`. */
export function shownPath(path: string, os: string, env: Environment): string {
  const home = homeFolder(os, env);
  if (home === undefined) return path;
  const { relative, isAbsolute, join } = pathRules(os);
  const below = relative(home, path);
  return below.startsWith("..") || isAbsolute(below) ? path : join("~", below);
}

function pathRules(os: string): typeof posix {
  return os === "windows" ? windows : posix;
}
