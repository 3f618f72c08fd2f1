/** What stands on the disk, to be compared before and after. */
import { join } from "@std/path";
import { createHash } from "node:crypto";

/** Paths, each with a description that changes with anything that is done there. */
export type Snapshot = ReadonlyMap<string, string>;

/**
 * A folder and everything below it; links are not followed. Below `loose`, a
 * folder may get and lose entries and stays the same.
 */
export async function snapshot(
  folder: string,
  loose: string,
): Promise<Snapshot> {
  const found = new Map<string, string>();
  await describe(folder, loose, found);
  return found;
}

/** The paths that came, and those that went or changed. */
export function compare(
  before: Snapshot,
  after: Snapshot,
): { added: string[]; touched: string[] } {
  return {
    added: [...after.keys()].filter((path) => !before.has(path)).sort(),
    touched: [...before.keys()]
      .filter((path) => after.get(path) !== before.get(path)).sort(),
  };
}

async function describe(
  path: string,
  loose: string,
  found: Map<string, string>,
): Promise<void> {
  const info = await Deno.lstat(path);
  const { isDirectory, isFile, isSymlink, mode, ino } = info;
  const isLoose = isDirectory && path.startsWith(loose);
  const changed = isLoose ? null : info.mtime?.getTime();
  const content = isSymlink
    ? await Deno.readLink(path)
    : isFile
    ? createHash("sha256").update(await Deno.readFile(path)).digest("hex")
    : null;
  found.set(
    path,
    JSON.stringify([isDirectory, isFile, mode, ino, changed, content]),
  );
  if (!isDirectory) return;
  for await (const { name } of Deno.readDir(path)) {
    await describe(join(path, name), loose, found);
  }
}
