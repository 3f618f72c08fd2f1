import { join } from "@std/path";
import { codexHomeFolder } from "../../codex/home.ts";
import { listSavedImages } from "../../codex/saved_images.ts";
import { isImageName } from "../../image/extension.ts";
import { abandonedFiles } from "../../output/abandoned.ts";
import { tokenOfHidden } from "../../output/names.ts";
import { thisProcess } from "../../output/owner.ts";
import { systemFiles } from "../../output/system_files.ts";
import { pathBelow, type Workspace } from "../../output/workspace.ts";
import { currentFolder } from "../../system/current_folder.ts";
import { keptFolder } from "../../system/folders.ts";
import { hostPlatform } from "../../system/platform.ts";
import { walkFolders } from "../../system/walk.ts";
import type { RecoveryOptions } from "./recoverable.ts";
import { codexSource, ourSource, type Source } from "./source.ts";

/** What a search for images has to go through. */
export interface Sources {
  /** By place, the newest first. */
  readonly sources: readonly Source[];
  /** Paths of all other images in the workspace. */
  readonly published: readonly string[];
  /** What is not among them. */
  readonly warnings: readonly string[];
}

/** How far the workspace is walked; 50,000 entries take about a second. */
const WALK = { entries: 50_000, depth: 16, skip: [".git", "node_modules"] };

/** How many images of Codex's folder are looked into, the newest. */
const CODEX_IMAGES = 50;

/** The files that may hold an image which waits: ours in the workspace, the kept ones, Codex's. */
export async function findSources(
  workspace: Workspace,
  { env, signal }: RecoveryOptions,
): Promise<Sources> {
  const { os } = hostPlatform();
  const kept = keptFolder(os, env);
  const codexHome = codexHomeFolder(os, env, currentFolder());
  const below = await inWorkspace(workspace, signal);
  const ours = kept === undefined ? [] : await inKeptFolder(kept, signal);
  const codex = codexHome === undefined
    ? []
    : (await listSavedImages(codexHome, signal))
      .map((file) => codexSource(file, codexHome));
  return {
    sources: [...below.sources, ...ours, ...codex.slice(0, CODEX_IMAGES)],
    published: below.published,
    warnings: codex.length <= CODEX_IMAGES ? below.warnings : [
      ...below.warnings,
      `Codex's folder holds ${codex.length} images; only the newest ${CODEX_IMAGES} were looked at`,
    ],
  };
}

async function inWorkspace(
  { real, given }: Workspace,
  signal: AbortSignal,
): Promise<Sources> {
  const { folders, complete } = await walkFolders(real, { ...WALK, signal });
  const sources: Source[] = [];
  const published: string[] = [];
  for (const folder of folders) {
    const abandoned = new Set(
      await abandonedFiles(folder, thisProcess, systemFiles),
    );
    const way = folder.path.slice(real.length).split(/[\\/]/).filter(Boolean);
    for (const name of folder.files) {
      const path = join(folder.path, name);
      if (abandoned.has(name)) {
        const shown = pathBelow(given, [...way, name]);
        const source = await ourSource("workspace", path, shown);
        if (source) sources.push(source);
      } else if (isImageName(name) || tokenOfHidden(name) !== undefined) {
        published.push(path);
      }
    }
  }
  const warnings = complete ? [] : [
    "Not every folder of the workspace was looked at: it is too large, or some may not be read",
  ];
  return { sources: newestFirst(sources), published, warnings };
}

async function inKeptFolder(
  folder: string,
  signal: AbortSignal,
): Promise<readonly Source[]> {
  const { folders } = await walkFolders(folder, { ...WALK, depth: 1, signal });
  const paths = folders.flatMap(({ files }) =>
    files.filter(isImageName).map((name) => join(folder, name))
  );
  const sources = await Promise.all(
    paths.map((path) => ourSource("kept", path, path)),
  );
  return newestFirst(sources.filter((source) => source !== undefined));
}

function newestFirst(sources: readonly Source[]): readonly Source[] {
  return sources.toSorted((a, b) => b.changedMs - a.changedMs);
}
