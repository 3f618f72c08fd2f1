import { join } from "@std/path";

/** One folder of a walk. */
export interface WalkedFolder {
  readonly path: string;
  /** Names of its regular files. */
  readonly files: readonly string[];
}

/** How far a walk goes. */
export interface WalkLimits {
  /** Most entries that are looked at, in all folders together. */
  readonly entries: number;
  /** Most folders below each other, the first one counted. */
  readonly depth: number;
  /** Names of folders that are left out. */
  readonly skip: readonly string[];
  readonly signal: AbortSignal;
}

/** The folders that a walk came to. */
export interface Walk {
  /** The nearest first. */
  readonly folders: readonly WalkedFolder[];
  /** No folder was left out, but those of {@linkcode WalkLimits.skip}. */
  readonly complete: boolean;
}

/**
 * Walks down from a folder, level by level, and follows no link. What may not
 * be read is left out. The disk may change meanwhile: what is found need not be
 * there any more.
 */
export async function walkFolders(
  root: string,
  { entries, depth, skip, signal }: WalkLimits,
): Promise<Walk> {
  const folders: WalkedFolder[] = [];
  let complete = true;
  let left = entries;
  let level: readonly string[] = [root];
  for (let deep = 0; level.length > 0 && deep < depth; deep++) {
    const below: string[] = [];
    for (const path of level) {
      if (left <= 0 || signal.aborted) return { folders, complete: false };
      const names = await readFolder(path);
      complete &&= names !== undefined && names.length <= left;
      const seen = names?.slice(0, left) ?? [];
      left -= seen.length;
      folders.push({
        path,
        files: seen.flatMap((one) => one.isFile ? one.name : []),
      });
      below.push(
        ...seen.filter((one) => one.isDirectory && !skip.includes(one.name))
          .map((one) => join(path, one.name)),
      );
    }
    level = below;
  }
  return { folders, complete: complete && level.length === 0 };
}

async function readFolder(path: string): Promise<Deno.DirEntry[] | undefined> {
  try {
    return await Array.fromAsync(Deno.readDir(path));
  } catch {
    // Gone, or not for us to read.
    return undefined;
  }
}
