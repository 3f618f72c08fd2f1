import { join } from "@std/path";
import { placeInExtension } from "./names.ts";
import { runProgram } from "./program.ts";
import type { TargetFiles } from "./published_files.ts";
import { Refusal } from "./refusal.ts";
import { smokeTest } from "./smoke.ts";
import type { Target } from "./targets.ts";
import { unpackCommand } from "./unpack.ts";

/**
 * Runs a downloaded target's programs on this computer: the bare binary, and
 * the one in each archive as it is after unpacking, so that a lost exec bit
 * shows. Throws a {@linkcode Refusal} when one does not answer as it should.
 *
 * @param folder where the release's files are
 */
export async function tryRelease(
  folder: string,
  { binary, archives }: TargetFiles,
  target: Target,
): Promise<void> {
  const { os } = Deno.build;
  const bare = join(folder, binary);
  if (os !== "windows") await Deno.chmod(bare, 0o755);
  await smokeTest(bare, target);
  for (const archive of archives) {
    const place = join(folder, `unpacked-${archive}`);
    await Deno.mkdir(place);
    const { program, args } = unpackCommand(os, join(folder, archive), place);
    await runProgram(program, { args });
    const extension = await onlyFolder(place, archive);
    await smokeTest(join(place, extension, placeInExtension(target)), target);
  }
}

async function onlyFolder(place: string, archive: string): Promise<string> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(place)) names.push(name);
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  throw new Refusal(`${archive} does not unpack to one folder`);
}
