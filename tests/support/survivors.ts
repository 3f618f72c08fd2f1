/** Finds what a run has left behind: processes and temporary files. */
import { fail } from "@std/assert";
import { handshakes } from "./pace.ts";

/** The environment variable by which the processes of one run are known. */
export const MARKER = "MODLY_TEST_RUN";

/** How long a process may take to be gone after a run, in milliseconds. */
const GONE_MS = handshakes(10);
/** Time between two looks, in milliseconds. */
const LOOK_EVERY = 20;

/** A process that still lives. */
export interface Survivor {
  readonly pid: number;
  readonly command: string;
}

/**
 * The living processes whose environment holds the marker `run`. Linux only
 * (elsewhere empty): other systems do not show a process's environment.
 * Zombies are not alive.
 */
export async function survivors(run: string): Promise<Survivor[]> {
  if (Deno.build.os !== "linux") return [];
  const found: Survivor[] = [];
  for await (const entry of Deno.readDir("/proc")) {
    const pid = Number(entry.name);
    if (!Number.isInteger(pid) || pid === Deno.pid) continue;
    const environment = await readProc(pid, "environ");
    if (!environment.split("\0").includes(`${MARKER}=${run}`)) continue;
    const state = /\) (\S)/.exec(await readProc(pid, "stat"))?.[1];
    if (state === undefined || state === "Z" || state === "X") continue;
    const command = (await readProc(pid, "cmdline")).replaceAll("\0", " ");
    found.push({ pid, command: command.trim() });
  }
  return found;
}

/** Codex keeps this folder for each user, whoever starts it (seen on 0.145.0). */
const OF_CODEX = /^codex-bwrap-synthetic-mount-targets-\d+$/;

/**
 * Fails unless, in good time, no process of `run` lives and `temporary` holds no
 * file. Whatever still lives is ended, so that one failure stays one.
 */
export async function assertNothingLeft(
  run: string,
  temporary: string,
  patience = GONE_MS,
): Promise<void> {
  await assertNoProcessLeft(run, patience);
  const files = (await Array.fromAsync(Deno.readDir(temporary)))
    .filter(({ name }) => !OF_CODEX.test(name));
  if (files.length > 0) {
    fail(`left in the temporary folder: ${names(files)}`);
  }
}

/** Fails unless no process of `run` lives on. */
export async function assertNoProcessLeft(
  run: string,
  patience = GONE_MS,
): Promise<void> {
  const deadline = performance.now() + patience;
  let left = await survivors(run);
  while (left.length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    left = await survivors(run);
  }
  if (left.length > 0) {
    await endAll(run);
    fail(`still alive: ${left.map((one) => one.command).join("; ")}`);
  }
}

/** Ends every process of `run`, for tests that have already failed. */
export async function endAll(run: string): Promise<void> {
  for (const { pid } of await survivors(run)) {
    try {
      Deno.kill(pid, "SIGKILL");
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

function names(files: readonly Deno.DirEntry[]): string {
  return files.map((file) => file.name).join(", ");
}

/** A process may end while it is looked at, and others' processes stay closed to us. */
async function readProc(pid: number, name: string): Promise<string> {
  try {
    return await Deno.readTextFile(`/proc/${pid}/${name}`);
  } catch {
    return "";
  }
}
