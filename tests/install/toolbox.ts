/** A PATH of chosen programs, so that a test decides what a computer has. */
import { join } from "@std/path";

/** What install.sh needs beside a client for HTTP and a program for SHA-256. */
export const usualTools = [
  ...["awk", "cat", "chmod", "cp", "cut", "dirname", "getconf", "grep"],
  ...["head", "mkdir", "mv", "rm", "sysctl", "tail", "timeout", "tr"],
  ...["uname", "wc"],
];

/** Where a program is on the tests' own PATH, or undefined. */
export function findTool(name: string): string | undefined {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  return folders.map((folder) => join(folder, name)).find(isFile);
}

/** Makes `folder` and links the programs of these names that there are. */
export async function makeToolbox(
  folder: string,
  names: readonly string[],
): Promise<void> {
  await Deno.mkdir(folder);
  for (const name of names) {
    const path = findTool(name);
    if (path !== undefined) await Deno.symlink(path, join(folder, name));
  }
}

/** Puts a shell script in the place of a program. */
export async function fakeTool(
  folder: string,
  name: string,
  script: string,
): Promise<void> {
  const path = join(folder, name);
  await Deno.remove(path).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false; // nothing of that name
  }
}
