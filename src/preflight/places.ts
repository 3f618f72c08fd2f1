import * as posix from "@std/path/posix";
import * as windows from "@std/path/windows";
import type { Environment } from "../system/environment.ts";
import { homeFolder } from "../system/folders.ts";

/** What decides where codex is looked for. */
export interface SearchRules {
  /** Deno's name of the operating system. */
  readonly os: string;
  readonly env: Environment;
  /** Look beyond PATH: a desktop app's PATH is short. */
  readonly installFolders: boolean;
  /** More folders, after PATH. */
  readonly folders: readonly string[];
}

/** Windows' extensions of programs, where PATHEXT names none. */
const DEFAULT_PATHEXT = ".COM;.EXE;.BAT;.CMD";
/** Kinds of program that can be started without a shell of the user's. */
const startable: ReadonlySet<string> = new Set([
  ".com",
  ".exe",
  ".bat",
  ".cmd",
]);

/**
 * File names that a program may have on this system, the preferred one first:
 * on Windows its name with each extension that can be started.
 */
export function programNames(
  rules: SearchRules,
  name = "codex",
): readonly string[] {
  if (rules.os !== "windows") return [name];
  if (startable.has(windows.extname(name).toLowerCase())) return [name];
  const extensions = (rules.env("PATHEXT") || DEFAULT_PATHEXT)
    .split(";")
    .map((extension) => extension.trim().toLowerCase())
    .filter((extension) => startable.has(extension));
  return extensions.map((extension) => `${name}${extension}`);
}

/**
 * The folders to look for codex in, in order and each once. Relative ones are
 * left out: what lies in the current folder must not become our Codex.
 */
export function searchFolders(rules: SearchRules): readonly string[] {
  const path = rules.os === "windows" ? windows : posix;
  const onPath = (rules.env("PATH") ?? "").split(path.delimiter);
  const usual = rules.installFolders ? usualFolders(rules) : [];
  const all = [...onPath, ...rules.folders, ...usual];
  return [...new Set(all.filter((folder) => path.isAbsolute(folder)))];
}

/** Where package managers put codex, by their variables or their usual places. */
function usualFolders({ os, env }: SearchRules): readonly string[] {
  const home = homeFolder(os, env);
  if (os === "windows") return windowsFolders(env, home);
  const { join } = posix;
  const prefix = env("NPM_CONFIG_PREFIX");
  const volta = env("VOLTA_HOME");
  const byVariable = [
    env("NVM_BIN"),
    prefix && join(prefix, "bin"),
    volta && join(volta, "bin"),
    env("PNPM_HOME"),
  ].flatMap((folder) => folder || []);
  const inHome = home === undefined ? [] : [
    ".local/bin",
    ".npm-global/bin",
    ".volta/bin",
    ".bun/bin",
    os === "darwin" ? "Library/pnpm" : ".local/share/pnpm",
  ].map((folder) => join(home, folder));
  const ofSystem = os === "darwin"
    ? ["/opt/homebrew/bin", "/usr/local/bin"]
    : ["/usr/local/bin", "/usr/bin", "/home/linuxbrew/.linuxbrew/bin"];
  return [...byVariable, ...inHome, ...ofSystem];
}

function windowsFolders(
  env: Environment,
  home: string | undefined,
): readonly string[] {
  const { join } = windows;
  const appData = env("APPDATA");
  const local = env("LOCALAPPDATA");
  const volta = env("VOLTA_HOME");
  return [
    env("NVM_SYMLINK"),
    env("PNPM_HOME"),
    appData && join(appData, "npm"),
    volta && join(volta, "bin"),
    local && join(local, "Volta", "bin"),
    local && join(local, "pnpm"),
    home && join(home, ".bun", "bin"),
    home && join(home, ".local", "bin"),
  ].flatMap((folder) => folder || []);
}

/** nvm's folder of Node versions, each of which has its own global programs. */
export function nvmVersionsFolder(
  { os, env }: SearchRules,
): string | undefined {
  if (os === "windows") return undefined;
  const home = homeFolder(os, env);
  const nvm = env("NVM_DIR") || (home && posix.join(home, ".nvm"));
  return nvm && posix.isAbsolute(nvm)
    ? posix.join(nvm, "versions", "node")
    : undefined;
}
