/** Inputs on which something did not hold, kept as files until it does. */
import { join } from "@std/path";
import type { Finding } from "./run_targets.ts";

/** A kept file. */
export interface KeptInput {
  readonly path: string;
  /** Name of the target that found it. */
  readonly target: string;
  readonly input: Uint8Array;
}

const keptName = /^([a-z]+)-seed-\d+\.input$/;

/** Keeps a finding's input under a name that says target and seed; gives back its path. */
export async function keepInput(
  folder: string,
  { target, seed, input }: Finding,
): Promise<string> {
  await Deno.mkdir(folder, { recursive: true });
  const path = join(folder, `${target}-seed-${seed}.input`);
  await Deno.writeFile(path, input);
  return path;
}

/** The kept inputs of some targets, by name; none where the folder is missing. */
export async function readKeptInputs(
  folder: string,
  targets: readonly string[],
): Promise<readonly KeptInput[]> {
  const kept: KeptInput[] = [];
  for (const name of await namesIn(folder)) {
    const [, target] = keptName.exec(name) ?? [];
    if (target === undefined || !targets.includes(target)) continue;
    const path = join(folder, name);
    kept.push({ path, target, input: await Deno.readFile(path) });
  }
  return kept;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await Array.fromAsync(
      Deno.readDir(folder),
      ({ name }) => name,
    );
    return names.toSorted();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
