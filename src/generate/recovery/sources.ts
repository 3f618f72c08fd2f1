import { join } from "@std/path";
import { codexHomeFolder } from "../../codex/home.ts";
import { listSavedImages } from "../../codex/saved_images.ts";
import { isImageName } from "../../image/extension.ts";
import { abandonedFiles } from "../../output/abandoned.ts";
import { tokenOfHidden } from "../../output/names.ts";
import { thisProcess } from "../../output/owner.ts";
import { systemFiles } from "../../output/system_files.ts";
import { openWorkspace, pathBelow } from "../../output/workspace.ts";
import { Failure } from "../../errors/failure.ts";
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
  /** How many images of Codex's are not among the sources, all older ones. */
  readonly older: number;
  /** What is not among them, or why. */
  readonly warnings: readonly string[];
}

type Below = Pick<Sources, "sources" | "published" | "warnings">;

/** How far the workspace is walked; 50,000 entries take about a second. */
const WALK = { entries: 50_000, depth: 16, skip: [".git", "node_modules"] };

/**
 * The files that may hold an image which waits: ours in the workspace, the kept
 * ones, Codex's. What one of the three does not give, the others still do.
 *
 * @param mostOfCodex How many of Codex's are taken, the newest.
 */
export async function findSources(
  { workspace, env, signal }: RecoveryOptions,
  mostOfCodex: number,
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
  const older = Math.max(0, codex.length - mostOfCodex);
  return {
    sources: [...below.sources, ...ours, ...codex.slice(0, mostOfCodex)],
    published: below.published,
    older,
    warnings: older === 0 ? below.warnings : [
      ...below.warnings,
      `Codex's folder holds ${codex.length} images; only the newest ${mostOfCodex} were looked at`,
    ],
  };
}

/** A workspace that is gone is one of the faults after which people look here. */
async function inWorkspace(
  folder: string,
  signal: AbortSignal,
): Promise<Below> {
  try {
    return await belowWorkspace(folder, signal);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const warning = `${thrown.message}; publish elsewhere with --into DIR`;
    return { sources: [], published: [], warnings: [warning] };
  }
}

async function belowWorkspace(
  folder: string,
  signal: AbortSignal,
): Promise<Below> {
  const { real, given } = await openWorkspace(folder, currentFolder());
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
