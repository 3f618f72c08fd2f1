/** What the system tells of processes and folders. Of processes only Linux does. */
import { survivors } from "../support/survivors.ts";

/** What a process has in memory, in megabytes (10^6 bytes). */
export interface Memory {
  readonly now: number;
  /** The most it ever had. */
  readonly peak: number;
}

/** Time between two looks at open files, in milliseconds, and how many there are at most. */
const FILES_EVERY = 3;
const MOST_LOOKS = 50;
/** Time between two looks at the memory of a process, in milliseconds. */
const MEMORY_EVERY = 10;
/** Time between two looks for processes, in milliseconds. */
const PROCESSES_EVERY = 20;
/** How long helpers of an ended job may take to be gone, in milliseconds (guarantee G16). */
export const GONE_MS = 5_000;

/**
 * How many files, pipes and sockets a process has open for more than a moment:
 * two looks in a row agree, because a runtime opens a file now and then and
 * closes it at once.
 */
export async function openFiles(pid: number): Promise<number | undefined> {
  const look = () => ifThere(() => entries(`/proc/${pid}/fd`));
  let before = await look();
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    await pause(FILES_EVERY);
    const now = await look();
    if (now === before) break;
    before = now;
  }
  return before;
}

/** How much memory a process has. */
export async function memory(pid: number): Promise<Memory | undefined> {
  const status = await ifThere(() => Deno.readTextFile(`/proc/${pid}/status`));
  const now = megabytes(status, "VmRSS");
  const peak = megabytes(status, "VmHWM");
  return now === undefined || peak === undefined ? undefined : { now, peak };
}

/**
 * The most memory that a process ever had, in megabytes; resolves when it has
 * ended. The last look before its end counts, because the system forgets then.
 */
export async function peakMemory(
  pid: number,
  ended: Promise<unknown>,
): Promise<number | undefined> {
  let running = true;
  const end = ended.finally(() => running = false);
  let peak: number | undefined;
  while (running) {
    peak = (await memory(pid))?.peak ?? peak;
    await Promise.race([end, pause(MEMORY_EVERY)]);
  }
  return peak;
}

/**
 * How many processes of `run` live above the `expected` ones; they are given
 * `patience` milliseconds to be gone.
 */
export async function surplusProcesses(
  run: string,
  expected: number,
  patience: number,
): Promise<number | undefined> {
  if (Deno.build.os !== "linux") return undefined;
  const deadline = performance.now() + patience;
  for (;;) {
    const surplus = (await survivors(run)).length - expected;
    if (surplus <= 0 || performance.now() > deadline) return surplus;
    await pause(PROCESSES_EVERY);
  }
}

/** How many entries a folder has; none when it is not there. */
export async function entriesOf(folder: string): Promise<number> {
  return await ifThere(() => entries(folder)) ?? 0;
}

async function entries(folder: string): Promise<number> {
  return (await Array.fromAsync(Deno.readDir(folder))).length;
}

/** A process may end while it is looked at, and only Linux has `/proc`. */
async function ifThere<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** "No such process" has neither a class nor a code in Deno. */
function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    (error instanceof Error && error.message.includes("(os error 3)"));
}

/** A zombie has no such line. */
function megabytes(status = "", name: string): number | undefined {
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)
    ?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024 / 1e6;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
