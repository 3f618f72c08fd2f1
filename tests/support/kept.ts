/** Files and folders that are made once and kept for the runs that follow. */
import { join } from "@std/path";

/** What nobody used for so long is removed, in milliseconds. */
const KEEP_MS = 15 * 60_000;

/** Is there something at `path`? Then it counts as used now. */
export async function isKept(path: string): Promise<boolean> {
  try {
    await Deno.utime(path, new Date(), new Date());
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Removes what is kept in `folder` and was not used of late; `isLasting` names what stays for ever. */
export async function removeUnused(
  folder: string,
  isLasting: (name: string) => boolean = () => false,
): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (isLasting(name)) continue;
    const path = join(folder, name);
    const { mtime } = await Deno.stat(path);
    if (mtime && Date.now() - mtime.getTime() > KEEP_MS) {
      await Deno.remove(path, { recursive: true });
    }
  }
}
