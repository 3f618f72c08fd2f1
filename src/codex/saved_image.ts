import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "@std/path";

/** What reading Codex's own copy of an image gave. */
export type SavedImage =
  | { readonly kind: "read"; readonly path: string; readonly bytes: Uint8Array }
  /** A path: there is a file of Codex's all the same. */
  | {
    readonly kind: "refused";
    readonly reason: string;
    readonly path?: string;
  };

/** Codex's folder for images, below its home; in it, a folder for each thread. */
export const IMAGE_FOLDER = "generated_images";

/**
 * Reads the file that Codex says it saved. Only a regular file in a thread's
 * folder of Codex's own image folder is read, never a link, a pipe or a
 * device, never more than `maxBytes`: what the path says is not to be trusted.
 */
export async function readSavedImage(
  path: string,
  codexHome: string | undefined,
  maxBytes: number,
): Promise<SavedImage> {
  try {
    const real = await placeInCodexFolder(path, codexHome);
    if (real === undefined) {
      return refused("Codex named a file outside its own image folder");
    }
    // Deno drops O_NOFOLLOW unless it was given every permission (seen on
    // 2.9.6), so what is opened has to be the very file that was looked at.
    const seen = await Deno.lstat(real);
    // O_NONBLOCK, so that a pipe put there cannot hold us; Windows has neither.
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
    const file = await open(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const { size, dev, ino } = await file.stat();
      if (!seen.isFile || seen.dev !== dev || seen.ino !== ino) {
        return refused("Codex named something that is not a file of its own");
      }
      if (size > maxBytes) {
        return {
          ...refused("Codex's file is larger than allowed"),
          path: real,
        };
      }
      return { kind: "read", path: real, bytes: await readBytes(file, size) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refused("Codex's file cannot be read");
  }
}

/**
 * Removes Codex's own copy, and the thread's folder once that is empty.
 *
 * @returns whether the copy is gone.
 */
export async function removeSavedImage(
  path: string,
  codexHome: string | undefined,
): Promise<boolean> {
  try {
    const real = await placeInCodexFolder(path, codexHome);
    if (real === undefined) return false;
    await Deno.remove(real);
    const left = await Array.fromAsync(Deno.readDir(dirname(real)));
    if (left.length === 0) await Deno.remove(dirname(real));
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error instanceof Deno.errors.NotFound;
  }
}

/** The path with its folder's links resolved, if that is a thread's image folder. */
async function placeInCodexFolder(
  path: string,
  codexHome: string | undefined,
): Promise<string | undefined> {
  if (codexHome === undefined || !isAbsolute(path)) return undefined;
  const images = await Deno.realPath(join(codexHome, IMAGE_FOLDER));
  const folder = await Deno.realPath(dirname(path));
  return dirname(folder) === images ? join(folder, basename(path)) : undefined;
}

/** Reads `size` bytes, fewer when the file ends earlier. */
async function readBytes(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  while (offset < size) {
    const { bytesRead } = await file.read(bytes, offset, size - offset, offset);
    if (bytesRead === 0) break;
    offset += bytesRead;
  }
  return bytes.subarray(0, offset);
}

function refused(reason: string): SavedImage {
  return { kind: "refused", reason };
}
