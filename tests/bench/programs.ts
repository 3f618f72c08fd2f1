import { fileURLToPath } from "node:url";
import { compiled, compiledProduct } from "../release/support_program.ts";
import { denoFolder } from "../support/deno_folder.ts";
import type { Fixture } from "../support/fixture.ts";

/** The compiled programs that are timed. */
export interface Programs {
  readonly product: string;
  /** Does nothing. */
  readonly empty: string;
  /** Does the turn with no checks, see `minimal.ts`. */
  readonly minimal: string;
}

/** Compiles them, all as the product is. */
export async function buildPrograms(): Promise<Programs> {
  return {
    product: await compiledProduct(),
    empty: await compiled(file("empty.ts"), "empty"),
    minimal: await compiled(file("minimal.ts"), "minimal-client"),
  };
}

/** Runs a program to its end and gives its wall time in milliseconds; throws when it fails. */
export async function timed(
  fixture: Fixture,
  program: string,
  args: readonly string[],
): Promise<number> {
  const run = await fixture.run(args, { program });
  if (run.code !== 0) throw new Error(`${args.join(" ")}: ${run.stderr}`);
  return run.elapsed;
}

/** Runs the product from its source, in the same way. */
export async function timedFromSource(
  fixture: Fixture,
  args: readonly string[],
): Promise<number> {
  const run = await fixture.run(args);
  if (run.code !== 0) throw new Error(`${args.join(" ")}: ${run.stderr}`);
  return run.elapsed;
}

/** Runs the minimal client from its source, in the same way. */
export async function minimalFromSource(
  fixture: Fixture,
  args: readonly string[],
): Promise<number> {
  const begun = performance.now();
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--frozen", "--no-prompt", "--allow-run"],
      ...["--allow-env", "--allow-read", file("minimal.ts"), ...args],
    ],
    env: { ...fixture.env, DENO_DIR: await denoFolder() },
    clearEnv: true,
  }).output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  return performance.now() - begun;
}

function file(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
