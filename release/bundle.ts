import { basename, join } from "@std/path";
import { runProgram } from "./program.ts";

/**
 * The time that the files carry, in seconds since 1970: Deno writes it into
 * the binary, so the same source gives the same binary. The first time that a
 * zip file can hold.
 */
const FILE_TIME = Date.UTC(1980, 0, 1) / 1000;

/** What to bundle. */
export interface BundleOptions {
  /** The module that starts the program. */
  readonly entry: string;
  /** The configuration with the import map and, beside it, the lock file. */
  readonly config: string;
  /** The empty folder for the bundle. */
  readonly folder: string;
}

/**
 * Makes a few minified files of a program and everything that it imports, with
 * the versions of the lock file, and gives the path of the first one. What the
 * program imports only when it needs it stays apart, so that it starts without
 * having parsed that.
 */
export async function bundle(options: BundleOptions): Promise<string> {
  const { entry, config, folder } = options;
  await runProgram(Deno.execPath(), {
    args: [
      ...["bundle", "--quiet", "--platform", "deno", "--minify", "--frozen"],
      ...["--code-splitting", "--config", config, "--outdir", folder, entry],
    ],
  });
  for await (const { name } of Deno.readDir(folder)) {
    await Deno.utime(join(folder, name), FILE_TIME, FILE_TIME);
  }
  return join(folder, basename(entry).replace(/\.ts$/, ".js"));
}
