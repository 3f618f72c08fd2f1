import { isAbsolute, join } from "@std/path";
import { nodeOf } from "../node.ts";

const NAME = "modly-codex-image.txt";
const TEXT =
  "Nothing has to be downloaded for this model: the Codex CLI makes the images.\n" +
  "While this file is here, Modly shows the model as downloaded.\n";

/**
 * Puts a file into the model's folder, which Modly makes for no model of its
 * own: hosts that start a runner show a model as downloaded when its folder
 * holds something, and "Downloading" at every job when it does not. A folder
 * that does not end in a node of ours is left alone. Never rejects: without the
 * file only that label is wrong.
 *
 * @param folder `MODEL_DIR` as the host set it.
 */
export async function markModelFolder(
  folder: string | undefined,
): Promise<void> {
  if (folder === undefined || !isAbsolute(folder)) return;
  if (nodeOf(folder) === undefined) return;
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(join(folder, NAME), TEXT, { createNew: true });
  } catch (error) {
    // It is there already, or the folder cannot be written to.
    if (!(error instanceof Error)) throw error;
  }
}
