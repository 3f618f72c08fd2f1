import { join } from "@std/path";
import { isImageName } from "../image/extension.ts";
import { walkFolders } from "../system/walk.ts";
import { IMAGE_FOLDER } from "./saved_image.ts";

/** A file in Codex's image folder that has an image's name. */
export interface SavedFile {
  readonly path: string;
  /** Last change, in milliseconds since 1970. */
  readonly changedMs: number;
}

/** Most entries of Codex's image folder that are looked at. */
const MOST_ENTRIES = 20_000;

/**
 * The images in Codex's own folder, of all its threads, the newest first. No
 * link is followed; read them with `readSavedImage`.
 */
export async function listSavedImages(
  codexHome: string,
  signal: AbortSignal,
): Promise<readonly SavedFile[]> {
  const { folders } = await walkFolders(join(codexHome, IMAGE_FOLDER), {
    entries: MOST_ENTRIES,
    depth: 2,
    skip: [],
    signal,
  });
  const [_images, ...threads] = folders;
  const found: SavedFile[] = [];
  for (const { path: folder, files } of threads) {
    for (const name of files) {
      if (!isImageName(name)) continue;
      const path = join(folder, name);
      const changedMs = await changeTime(path);
      if (changedMs !== undefined) found.push({ path, changedMs });
    }
  }
  return found.sort((a, b) => b.changedMs - a.changedMs);
}

async function changeTime(path: string): Promise<number | undefined> {
  try {
    return (await Deno.lstat(path)).mtime?.getTime() ?? 0;
  } catch {
    // Codex may have removed it meanwhile.
    return undefined;
  }
}
