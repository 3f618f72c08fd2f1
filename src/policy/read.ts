import { Failure } from "../errors/failure.ts";
import { invalidPolicy } from "./faults.ts";
import type { ParsedPolicy } from "./parse.ts";

/** Largest policy file that is read, in bytes; the built-in one has under 4,000. */
const LARGEST = 1024 * 1024;

/**
 * Reads and checks the policy file at `path`; `name` is how it is shown.
 *
 * @throws {Failure} `policy/unreadable`, also when it does not exist, and
 * `policy/invalid`.
 */
export async function readPolicyFile(
  path: string,
  name = path,
): Promise<ParsedPolicy> {
  const parsed = await readOptionalPolicyFile(path, name);
  if (parsed === undefined) throw unreadable(name, "it does not exist");
  return parsed;
}

/**
 * As {@linkcode readPolicyFile}, but undefined when nothing is at `path`. What
 * is there and cannot be used, a link to nowhere included, still fails.
 *
 * @throws {Failure} `policy/unreadable`, `policy/invalid`
 */
export async function readOptionalPolicyFile(
  path: string,
  name = path,
): Promise<ParsedPolicy | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readBounded(path, name);
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (isMissing(error) && !(await isLink(path))) return undefined;
    throw unreadable(name, reason(error), error);
  }
  if (bytes.length > LARGEST) {
    throw unreadable(name, `it is larger than ${LARGEST} bytes`)
      .with({ remedy: "Make it smaller" });
  }
  // Loaded only where there is a file: the JSONC parser takes 25 ms of a start.
  const { parsePolicy } = await import("./parse.ts");
  return parsePolicy(decode(bytes, name), name);
}

/**
 * The file's bytes; of one that is too large, one byte more than is allowed.
 * Opening a FIFO would wait for a writer, so its kind is asked first.
 */
async function readBounded(path: string, name: string): Promise<Uint8Array> {
  const { isFile, isDirectory } = await Deno.stat(path);
  if (isDirectory) throw unreadable(name, "it is a folder");
  if (!isFile) throw unreadable(name, "it is not a file");
  using file = await Deno.open(path);
  const buffer = new Uint8Array(LARGEST + 1);
  let length = 0;
  while (length < buffer.length) {
    const count = await file.read(buffer.subarray(length));
    if (count === null) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalidPolicy(name, [
      { line: 1, column: 1, problem: "the file is not text in UTF-8" },
    ]);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.NotADirectory;
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await Deno.lstat(path)).isSymlink;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function reason(error: unknown): string {
  if (isMissing(error)) return "it is a link to a file that does not exist";
  if (
    error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.NotCapable
  ) return "reading it is not permitted";
  return "the system refused to read it";
}

function unreadable(name: string, why: string, cause?: unknown): Failure {
  return new Failure("policy/unreadable", {
    message: `The policy file ${name} cannot be read: ${why}`,
    evidence: { file: name },
    cause,
  });
}
