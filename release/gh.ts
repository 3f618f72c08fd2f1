import { runProgram } from "./program.ts";

/**
 * Runs GitHub's command line to its end and gives its stdout. Throws a
 * `Refusal` with what it said when it fails.
 */
export type Gh = (args: readonly string[]) => Promise<string>;

/** The {@linkcode Gh} on the PATH; it takes its rights from `GH_TOKEN`. */
export function gh(args: readonly string[]): Promise<string> {
  return runProgram("gh", { args });
}
