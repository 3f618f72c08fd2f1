import { dirname, join } from "@std/path";
import { isFile } from "./file_kind.ts";
import { isStandalone } from "./platform.ts";

/** Modly's file that makes a folder an extension. */
const EXTENSION_MARK = "manifest.json";

/**
 * The folders that count as "where the program was installed", nearest first.
 * A compiled program: its own folder and the extension around it; from source:
 * the checkout.
 */
export async function installationFolders(): Promise<readonly string[]> {
  if (isStandalone()) {
    const folder = dirname(Deno.execPath());
    return [folder, ...await extensionFolders(folder)];
  }
  const here = import.meta.dirname;
  return here === undefined ? [] : [join(here, "..", "..")];
}

/**
 * Of the two folders above `folder`, those that hold an extension: its program
 * lies at `bin/<os>-<arch>/`. The mark keeps a program in `~/.local/bin` from
 * taking a stranger's `~/policy` for its own.
 */
export async function extensionFolders(
  folder: string,
): Promise<readonly string[]> {
  const parent = dirname(folder);
  const found: string[] = [];
  for (const above of new Set([parent, dirname(parent)])) {
    if (above !== folder && await isFile(join(above, EXTENSION_MARK))) {
      found.push(above);
    }
  }
  return found;
}
