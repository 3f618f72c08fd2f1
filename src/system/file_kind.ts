/** Whether a file is at `path`, behind links too. Never rejects. */
export async function isFile(path: string): Promise<boolean> {
  return (await statOf(path))?.isFile ?? false;
}

/** Whether a folder is at `path`, behind links too. Never rejects. */
export async function isFolder(path: string): Promise<boolean> {
  return (await statOf(path))?.isDirectory ?? false;
}

async function statOf(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch {
    // Missing, or out of reach: then nobody can use it, whatever it is.
    return undefined;
  }
}
