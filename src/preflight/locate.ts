import { isAbsolute, join } from "@std/path";
import { compare, parse, tryParse } from "@std/semver";
import { Failure } from "../errors/failure.ts";
import type { Policy } from "../policy/schema.ts";
import type { Environment } from "../system/environment.ts";
import { hostPlatform } from "../system/platform.ts";
import { nativeProgram } from "./native.ts";
import {
  nvmVersionsFolder,
  programNames,
  searchFolders,
  type SearchRules,
} from "./places.ts";

/** A codex program that was found. */
export interface FoundCodex {
  /** What is started: the native program where it is certain, else what was found. */
  readonly program: string;
  /** How it was found, in plain words without a private path. */
  readonly how: string;
}

/**
 * Finds the codex program: the policy's (or CODEX_BIN), then PATH, then the
 * policy's folders, then the usual install folders. npm's wrapper is resolved
 * to the native program of its own package.
 *
 * @throws {Failure} `preflight/codex_missing`
 */
export async function locateCodex(
  policy: Policy["codex"],
  os: string,
  env: Environment,
): Promise<FoundCodex> {
  const rules: SearchRules = {
    os,
    env,
    installFolders: policy.searchInstallFolders,
    folders: policy.searchFolders,
  };
  const found = policy.program === null
    ? await search(rules)
    : await named(policy.program, rules);
  const native = await nativeProgram(found.program, os, hostPlatform().arch);
  return native === undefined
    ? found
    : { program: native, how: `${found.how}, npm's native program` };
}

/** A program that was named is used or refused; no other one takes its place. */
async function named(name: string, rules: SearchRules): Promise<FoundCodex> {
  const how = "named by CODEX_BIN or the policy";
  if (isAbsolute(name)) {
    if (await isProgram(name)) return { program: name, how };
  } else if (!/[\\/]/.test(name)) {
    const program = await firstProgram(
      searchFolders(rules),
      programNames(rules, name),
    );
    if (program !== undefined) return { program, how };
  }
  throw new Failure("preflight/codex_missing", {
    message: "The codex program named by CODEX_BIN or the policy is not there",
    remedy:
      "Set CODEX_BIN to the full path of codex, or unset it to have codex looked for",
  });
}

async function search(rules: SearchRules): Promise<FoundCodex> {
  const names = programNames(rules);
  const folders = searchFolders(rules);
  const onPath = await firstProgram(folders, names);
  if (onPath !== undefined) {
    return { program: onPath, how: "found on PATH or in a usual folder" };
  }
  if (rules.installFolders) {
    const program = await firstProgram(await nvmFolders(rules), names);
    if (program !== undefined) return { program, how: "found with nvm" };
  }
  throw new Failure("preflight/codex_missing", {
    evidence: { foldersSearched: folders.length },
  });
}

async function firstProgram(
  folders: readonly string[],
  names: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}

/** nvm's folders of programs, the newest Node first. */
async function nvmFolders(rules: SearchRules): Promise<readonly string[]> {
  const versions = nvmVersionsFolder(rules);
  if (versions === undefined) return [];
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(versions)) names.push(name);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [];
  }
  return names
    .filter((name) => tryParse(name) !== undefined)
    .toSorted((a, b) => compare(parse(b), parse(a)))
    .map((name) => join(versions, name, "bin"));
}

/** A regular file, links followed, that may be run where the system can tell. */
async function isProgram(path: string): Promise<boolean> {
  try {
    const { isFile, mode } = await Deno.stat(path);
    return isFile && (mode === null || (mode & 0o111) !== 0);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}
