import type { Base } from "./base.ts";
import { compileFlags, permissionFlags, runtimeFlags } from "./flags.ts";
import { runProgram } from "./program.ts";
import type { Target } from "./targets.ts";

/** What to compile, for what, and of what. */
export interface CompileOptions {
  /** The first file of a bundle, see `bundle.ts`. */
  readonly bundle: string;
  readonly target: Pick<Target, "triple">;
  readonly base: Base;
  /** The path of the binary. */
  readonly output: string;
}

/** Makes a binary of a bundle, with the permissions of `flags.ts` baked in. */
export async function compileProgram(options: CompileOptions): Promise<void> {
  const { bundle, target, base, output } = options;
  const [program, ...words] = base.command;
  await runProgram(program, {
    args: [
      ...[...words, "compile", "--target", target.triple, "--output", output],
      ...[...compileFlags, ...runtimeFlags, ...permissionFlags],
      bundle,
    ],
    env: { DENO_NO_UPDATE_CHECK: "1", ...base.env },
  });
}
