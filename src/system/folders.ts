import * as posix from "@std/path/posix";
import * as windows from "@std/path/windows";
import type { Environment } from "./environment.ts";

/** The product's own folder below the platform's configuration folder. */
const OWN_FOLDER = "modly-codex-image";

/** How the platforms name the folder for one kind of files; macOS has only one. */
interface FolderKind {
  readonly windows: string;
  readonly xdg: string;
  /** Below the home folder, where the XDG variable is not set. */
  readonly usual: string;
}

const configuration: FolderKind = {
  windows: "APPDATA",
  xdg: "XDG_CONFIG_HOME",
  usual: ".config",
};
const state: FolderKind = {
  windows: "LOCALAPPDATA",
  xdg: "XDG_STATE_HOME",
  usual: ".local/state",
};

/**
 * The folder that holds the user's own files for the product; undefined when
 * the environment names none. `os` is Deno's name of the operating system.
 */
export function configurationFolder(
  os: string,
  env: Environment,
): string | undefined {
  return ownFolder(os, env, configuration);
}

/**
 * The product's folder for images that their workspace could not take, as
 * {@linkcode configurationFolder}. It lasts: the temporary folder may be emptied
 * by a restart.
 */
export function keptFolder(os: string, env: Environment): string | undefined {
  const folder = ownFolder(os, env, state);
  return folder && pathRules(os).join(folder, "kept");
}

/**
 * Linux and the like follow the XDG base directory specification, which has
 * relative folders in its variables ignored.
 */
function ownFolder(
  os: string,
  env: Environment,
  { windows, xdg, usual }: FolderKind,
): string | undefined {
  const { join, isAbsolute } = pathRules(os);
  const base = env(os === "windows" ? windows : xdg);
  if (os !== "darwin" && base !== undefined && isAbsolute(base)) {
    return join(base, OWN_FOLDER);
  }
  const home = homeFolder(os, env);
  if (home === undefined || os === "windows") return undefined;
  return os === "darwin"
    ? join(home, "Library", "Application Support", OWN_FOLDER)
    : join(home, usual, OWN_FOLDER);
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
