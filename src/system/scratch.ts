import { tmpdir } from "node:os";
import process from "node:process";
import { join, resolve } from "@std/path";
import { isAlive } from "./alive.ts";

/** A private temporary folder (mode 0700) that lasts for one job. */
export interface Scratch {
  readonly path: string;
  /** Empty; the working directory of Codex. */
  readonly work: string;
  /** Holds the staged input images. */
  readonly images: string;
  /**
   * Removes the folder. Never rejects; later calls join the first.
   *
   * @returns false when the folder could not be removed; a later start sweeps it.
   */
  close(): Promise<boolean>;
}

/** Where scratch folders stand. */
export interface ScratchOptions {
  /** Default: the system's temporary folder. */
  readonly base?: string;
}

/** What decides whether a scratch folder has lost its job. */
export interface FolderFacts {
  readonly isDirectory: boolean;
  readonly isSymlink: boolean;
  /** Null on Windows, where the temporary folder is the user's own. */
  readonly uid: number | null;
  /** Milliseconds since its own entries last changed, which is when it was made. */
  readonly ageMs: number;
  readonly processGone: boolean;
}

const PREFIX = "modly-codex-image-";
const NAME = new RegExp(`^${PREFIX}([1-9]\\d{0,9})-[0-9a-z]+$`);

/** Youngest folder that is swept: clocks of network drives differ a little. */
const SETTLED_MS = 3_000;
/** Older than any job can get; its process id then belongs to somebody else. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000;

/**
 * Waits between attempts to remove a folder, in milliseconds; a file on Windows
 * stays busy while a scanner or an ending process holds it.
 */
const REMOVE_PAUSES = [20, 40, 80, 160, 320, 640, 740];

/**
 * Makes a scratch folder, and removes those whose process was killed before it
 * could do so itself.
 *
 * @throws {Error} of the operating system when the folder cannot be made.
 */
export async function openScratch(
  { base = tmpdir() }: ScratchOptions = {},
): Promise<Scratch> {
  const dir = resolve(base);
  await sweep(dir);
  const path = await Deno.makeTempDir({
    dir,
    prefix: `${PREFIX}${process.pid}-`,
  });
  const work = join(path, "work");
  const images = join(path, "images");
  let closing: Promise<boolean> | undefined;
  // Deno fires it on every way out that is not a kill, `Deno.exit` included.
  const leaveNothing = () => removeAtOnce(path);
  addEventListener("unload", leaveNothing);
  const close = () =>
    closing ??= remove(path).finally(() =>
      removeEventListener("unload", leaveNothing)
    );
  try {
    await Deno.mkdir(work, { mode: 0o700 });
    await Deno.mkdir(images, { mode: 0o700 });
  } catch (error) {
    await close();
    throw error;
  }
  return { path, work, images, close };
}

/**
 * Has this folder lost its job? Only a folder of ours, and never a link: in a
 * shared temporary folder anybody may have made something of that name.
 */
export function isAbandoned(
  folder: FolderFacts,
  ownUid: number | null,
): boolean {
  if (!folder.isDirectory || folder.isSymlink) return false;
  if (folder.uid !== ownUid) return false;
  return folder.ageMs > FORGOTTEN_MS ||
    (folder.processGone && folder.ageMs > SETTLED_MS);
}

/** Removes abandoned folders; whatever goes wrong is left for the next start. */
async function sweep(base: string): Promise<void> {
  try {
    for await (const { name } of Deno.readDir(base)) {
      const pid = NAME.exec(name)?.[1];
      if (pid !== undefined) await sweepFolder(join(base, name), Number(pid));
    }
  } catch (error) {
    ignore(error);
  }
}

async function sweepFolder(path: string, pid: number): Promise<void> {
  try {
    const { isDirectory, isSymlink, uid, mtime } = await Deno.lstat(path);
    const ageMs = Date.now() - (mtime?.getTime() ?? Date.now());
    const processGone = !isAlive(pid);
    const folder = { isDirectory, isSymlink, uid, ageMs, processGone };
    if (isAbandoned(folder, Deno.uid())) {
      await Deno.remove(path, { recursive: true });
    }
  } catch (error) {
    ignore(error);
  }
}

/** Sweeping is a courtesy to the machine and must not cost the user this job. */
function ignore(_error: unknown): void {}

/** On the way out there is no time to try twice: the next start sweeps. */
function removeAtOnce(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    ignore(error);
  }
}

async function remove(path: string): Promise<boolean> {
  for (const pause of [...REMOVE_PAUSES, undefined]) {
    try {
      await Deno.remove(path, { recursive: true });
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return true;
      if (pause === undefined) return false;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
  return false;
}
