import { Failure } from "../errors/failure.ts";
import { formatOfExtension, splitExtension } from "../image/extension.ts";
import { tokenOfHidden } from "./names.ts";
import { unsafeTarget } from "./refusals.ts";
import { byteLength, segmentProblem } from "./segment.ts";

/** Where the image is to go, below the workspace; every name in it is safe. */
export type Target =
  | {
    readonly kind: "file";
    readonly folders: readonly string[];
    /** The file's name as asked for. */
    readonly name: string;
  }
  | {
    /** A folder in which the image gets a fresh name. */
    readonly kind: "directory";
    readonly folders: readonly string[];
  };

/** Longest target in bytes of UTF-8: Linux's PATH_MAX. */
const TARGET_BYTES = 4_096;

/**
 * Reads an output target: a relative path with forward slashes, below the
 * workspace. Ending in .png, .jpg, .jpeg or .webp it names a file, without an
 * extension a folder, which may end in one slash. One `./` may lead. Nothing is
 * expanded, decoded or trimmed, and the disk is not asked.
 *
 * @throws {Failure} `output/invalid_target` or `output/unsupported_extension`
 */
export function parseTarget(raw: string): Target {
  if (raw === "") throw unsafeTarget("it is empty");
  if (raw.startsWith("/")) {
    throw unsafeTarget("it starts at the root of the disk");
  }
  if (raw.includes("\\")) throw unsafeTarget("it holds a backslash; use /");
  if (byteLength(raw) > TARGET_BYTES) {
    throw unsafeTarget(`it is longer than ${TARGET_BYTES} bytes`);
  }
  const asFolder = raw.endsWith("/");
  const path = raw.slice(
    raw.startsWith("./") ? 2 : 0,
    asFolder ? -1 : undefined,
  );
  if (path.startsWith("~")) throw unsafeTarget("it starts with ~");
  const names = path.split("/");
  for (const name of names) {
    const problem = segmentProblem(name);
    if (problem) throw unsafeTarget(problem);
  }
  const last = names.at(-1) ?? "";
  const { stem, extension } = splitExtension(last);
  if (extension === undefined) return { kind: "directory", folders: names };
  if (formatOfExtension(extension) === undefined) {
    throw new Failure("output/unsupported_extension");
  }
  if (stem === "") throw unsafeTarget("it is an extension without a name");
  if (asFolder) throw unsafeTarget("it ends in a slash but names a file");
  if (tokenOfHidden(last) !== undefined) {
    throw unsafeTarget("its name is one that unfinished images have here");
  }
  return { kind: "file", folders: names.slice(0, -1), name: last };
}
