import { readSavedImage } from "../../codex/saved_image.ts";
import type { SavedFile } from "../../codex/saved_images.ts";
import { systemFiles } from "../../output/system_files.ts";
import { mostAllowed } from "../../policy/schema/most_allowed.ts";
import type { RecoveryPlace } from "./recoverable.ts";

/** A file that may hold an image which waits to be published. */
export interface Source {
  readonly place: RecoveryPlace;
  /** Absolute, as it is shown. */
  readonly path: string;
  /** Last change, in milliseconds since 1970. */
  readonly changedMs: number;
  /** Undefined when it cannot be read any more. */
  read(): Promise<Uint8Array | undefined>;
}

/**
 * Largest file that is read, in bytes: twice what any policy accepts from
 * Codex, since `recover` goes by none.
 */
const MOST_BYTES = 2 * mostAllowed.outputBytes;

/**
 * A file of ours; undefined when it is no regular one, or gone.
 *
 * @param path Where it is.
 * @param shown The same as the user knows it.
 */
export async function ourSource(
  place: "workspace" | "kept",
  path: string,
  shown: string,
): Promise<Source | undefined> {
  try {
    const entry = await systemFiles.lstat(path);
    if (entry?.kind !== "file" || entry.size > MOST_BYTES) return undefined;
    const { changedMs } = entry;
    return { place, path: shown, changedMs, read: () => readOurs(path) };
  } catch {
    // Its folder may be gone, or closed to us.
    return undefined;
  }
}

/** A file in Codex's image folder. */
export function codexSource(
  { path, changedMs }: SavedFile,
  codexHome: string,
): Source {
  return {
    place: "codex",
    path,
    changedMs,
    read: async () => {
      const saved = await readSavedImage(path, codexHome, MOST_BYTES);
      return saved.kind === "read" ? saved.bytes : undefined;
    },
  };
}

async function readOurs(path: string): Promise<Uint8Array | undefined> {
  try {
    return await systemFiles.read(path);
  } catch {
    // The next job in its folder may have moved it meanwhile.
    return undefined;
  }
}
