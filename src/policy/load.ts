import { join } from "@std/path";
import type { Environment } from "../system/environment.ts";
import { configurationFolder, shownPath } from "../system/folders.ts";
import { installationFolders } from "../system/installation.ts";
import { hostPlatform } from "../system/platform.ts";
import { builtInPolicy } from "./built_in.ts";
import { environmentLayer } from "./environment.ts";
import { flagsLayer, type PolicyFlag } from "./flags.ts";
import { type LayerValue, layerValues, mergeLayers } from "./layers.ts";
import type { Layer, LoadedPolicy } from "./loaded.ts";
import type { ParsedPolicy } from "./parse.ts";
import { readOptionalPolicyFile, readPolicyFile } from "./read.ts";

/** Where the policy's layers come from. */
export interface PolicySources {
  /** The file of `--policy`; without it, the one that `MODLY_CODEX_POLICY` names. */
  readonly file?: string;
  readonly env: Environment;
  readonly flags?: readonly PolicyFlag[];
  /** Folders that may hold the installation's `policy/policy.json`; the first that does counts. */
  readonly installation?: readonly string[];
}

/**
 * The effective policy: built in, installation, user, named file, environment,
 * flags; later ones win.
 *
 * @throws {Failure} `policy/invalid` or `policy/unreadable`; for a flag's
 * value `request/usage`. A layer that is broken is never left out.
 */
export async function loadPolicy(
  sources: PolicySources,
): Promise<LoadedPolicy> {
  const { env, flags = [] } = sources;
  return mergeLayers([
    layerValues(
      builtInPolicy(),
      () => ({ layer: "built-in", source: "built in" }),
    ),
    await installationLayer(sources),
    await userLayer(env),
    await namedLayer(sources.file ?? (env("MODLY_CODEX_POLICY") || undefined)),
    environmentLayer(env),
    flagsLayer(flags),
  ]);
}

async function installationLayer(
  { env, installation }: PolicySources,
): Promise<readonly LayerValue[]> {
  for (const folder of installation ?? await installationFolders()) {
    const path = join(folder, "policy", "policy.json");
    const name = shownPath(path, hostPlatform().os, env);
    const parsed = await readOptionalPolicyFile(path, name);
    if (parsed !== undefined) return fileLayer(parsed, "installation", name);
  }
  return [];
}

async function userLayer(env: Environment): Promise<readonly LayerValue[]> {
  const { os } = hostPlatform();
  const folder = configurationFolder(os, env);
  if (folder === undefined) return [];
  const path = join(folder, "policy.json");
  const name = shownPath(path, os, env);
  const parsed = await readOptionalPolicyFile(path, name);
  return parsed === undefined ? [] : fileLayer(parsed, "user", name);
}

async function namedLayer(
  file: string | undefined,
): Promise<readonly LayerValue[]> {
  if (file === undefined) return [];
  return fileLayer(await readPolicyFile(file), "file", file);
}

function fileLayer(
  { file, place }: ParsedPolicy,
  layer: Layer,
  source: string,
): readonly LayerValue[] {
  return layerValues(file, (path) => ({ layer, source, ...place(path) }));
}
