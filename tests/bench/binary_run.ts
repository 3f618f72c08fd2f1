import type { Fixture } from "../support/fixture.ts";

/** One program with its words. */
export interface Line {
  readonly program: string;
  readonly args: readonly string[];
}

/** Runs a program to its end and gives its wall time in milliseconds; throws when it fails. */
export async function timed(fixture: Fixture, line: Line): Promise<number> {
  const run = await fixture.run(line.args, { program: line.program });
  if (run.code !== 0) throw new Error(`${line.args.join(" ")}: ${run.stderr}`);
  return run.elapsed;
}
