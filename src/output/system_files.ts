import { rmdir } from "node:fs/promises";
import { errorCode } from "./file_errors.ts";
import type { Entry, Files, NewFile } from "./files.ts";
import { patientFiles } from "./patience.ts";

const windows = Deno.build.os === "windows";

const denoFiles: Files = {
  lstat,
  realPath: (path) => Deno.realPath(path),
  list: (folder) => Array.fromAsync(Deno.readDir(folder), (one) => one.name),
  makeFolder: (path) => Deno.mkdir(path),
  makePrivateFolder: (path) =>
    Deno.mkdir(path, { recursive: true, mode: 0o700 }),
  createNew,
  read: (path) => Deno.readFile(path),
  link: (from, to) => Deno.link(from, to),
  rename: (from, to) => Deno.rename(from, to),
  remove: (path) => Deno.remove(path),
  // Deno has one operation for files and folders.
  removeFolder: (path) => rmdir(path),
  setMode: async (path, mode) => {
    if (!windows) await Deno.chmod(path, mode);
  },
  syncFolder: async (path) => {
    // Windows opens no folder as a file.
    if (windows) return;
    using folder = await Deno.open(path);
    await folder.sync();
  },
};

/** The real file system. */
export const systemFiles: Files = windows ? patientFiles(denoFiles) : denoFiles;

async function lstat(path: string): Promise<Entry | undefined> {
  try {
    const info = await Deno.lstat(path);
    return {
      kind: kindOf(info),
      size: info.size,
      identity: `${info.dev}:${info.ino}`,
      mode: windows || info.mode === null ? null : info.mode & 0o777,
      changedMs: info.mtime?.getTime() ?? 0,
    };
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function kindOf(info: Deno.FileInfo): Entry["kind"] {
  if (info.isSymlink) return "link";
  if (info.isDirectory) return "directory";
  return info.isFile ? "file" : "other";
}

async function createNew(path: string, mode: number): Promise<NewFile> {
  const file = await Deno.open(path, { createNew: true, write: true, mode });
  return {
    write: async (bytes) => {
      await file.truncate(0);
      await file.seek(0, Deno.SeekMode.Start);
      for (let sent = 0; sent < bytes.length;) {
        sent += await file.write(bytes.subarray(sent));
      }
    },
    sync: () => file.sync(),
    close: () => file.close(),
  };
}
