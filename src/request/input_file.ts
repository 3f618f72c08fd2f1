import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import { refused } from "../image/refusal.ts";
import { type ImageBytes, tooLarge } from "./image_bytes.ts";

/** What is asked of a file's state. */
interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** The part of node's `FileHandle` that reading needs. */
export interface OpenFile {
  stat(): Promise<FileState>;
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: null,
  ): Promise<{ readonly bytesRead: number }>;
}

/** A path that meanwhile became a FIFO is opened without waiting for a writer; Windows has no such flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a whole file through one handle. Nothing but a regular file is even
 * opened, and what is larger than `limit` bytes is not read.
 */
export async function readInputFile(
  path: string,
  limit: number,
): Promise<ImageBytes> {
  try {
    const fault = faultOf(await stat(path), limit);
    if (fault !== undefined) return refused(fault);
    const file = await open(path, OPEN_FLAGS);
    try {
      return await readWhole(file, limit);
    } finally {
      await file.close();
    }
  } catch (error) {
    return refused(systemReason(error));
  }
}

/** Reads an open file to its end and notices when it changes on the way. */
export async function readWhole(
  file: OpenFile,
  limit: number,
): Promise<ImageBytes> {
  const before = await file.stat();
  const fault = faultOf(before, limit);
  if (fault !== undefined) return refused(fault);
  // One byte more than it should hold shows a file that has grown.
  const buffer = new Uint8Array(before.size + 1);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(
      buffer,
      filled,
      buffer.length - filled,
      null,
    );
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  const after = await file.stat();
  if (
    filled !== before.size || after.size !== before.size ||
    after.mtimeMs !== before.mtimeMs
  ) {
    return refused("changed while it was read");
  }
  return { ok: true, bytes: buffer.subarray(0, filled) };
}

function faultOf(state: FileState, limit: number): string | undefined {
  if (state.isDirectory()) return "is a folder";
  if (!state.isFile()) return "is not a regular file";
  if (state.size === 0) return "is empty";
  if (state.size > limit) return tooLarge(limit);
  return undefined;
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  ENAMETOOLONG: "has a path that is too long",
  ELOOP: "has links that lead in a circle",
  EACCES: "may not be read",
  EPERM: "may not be read",
};

/** What the operating system's error means to the user; its own text names private paths. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && "code" in error
    ? String(error.code)
    : "unknown error";
  return systemReasons[code] ?? `cannot be read (${code})`;
}
