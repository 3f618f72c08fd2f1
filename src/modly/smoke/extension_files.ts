import { join } from "@std/path";

/** What is known of one file of the extension. */
export interface FileFacts {
  readonly isFile: boolean;
  /** May be run; true on Windows, which has no such bit. */
  readonly executable: boolean;
}

/** The folder of an extension, asked by paths with `/` that are relative to it. */
export interface ExtensionFiles {
  /** A file's text; undefined when there is none that can be read. */
  text(path: string): Promise<string | undefined>;
  facts(path: string): Promise<FileFacts | undefined>;
  /** Where a file is on the disk. */
  absolute(path: string): string;
}

/** The folder `root` on the disk. */
export function extensionFiles(root: string): ExtensionFiles {
  const absolute = (path: string) => join(root, ...path.split("/"));
  return {
    absolute,
    text: (path) => unlessMissing(() => Deno.readTextFile(absolute(path))),
    facts: (path) =>
      unlessMissing(async () => {
        const { isFile, mode } = await Deno.stat(absolute(path));
        return { isFile, executable: mode === null || (mode & 0o111) !== 0 };
      }),
  };
}

/** A file that is there but out of reach is as good as missing, to a host too. */
async function unlessMissing<T>(
  look: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}
