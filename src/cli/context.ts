import type { CommandContext } from "@stricli/core";
import type { Environment } from "../system/environment.ts";
import type { Output } from "./output_stream.ts";
import type { Services } from "./services.ts";
import type { Style } from "./style.ts";
import type { Appearance } from "./terminal.ts";

/** The streams and the exit code of one run. */
export interface CliProcess {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Set by a command that ends neither well nor by failing, such as `doctor`. */
  exitCode?: number | string | null;
}

/** An output stream's looks, with its width in characters at this moment. */
export interface Look extends Appearance {
  readonly style: Style;
  readonly columns: () => number;
}

/** Everything a command touches outside itself; tests put their own in its place. */
export interface CliContext extends CommandContext {
  readonly process: CliProcess;
  readonly stdoutLook: Look;
  readonly stderrLook: Look;
  readonly env: Environment;
  readonly currentFolder: () => string;
  /** The whole of a file, or of stdin for `-`. */
  readonly readText: (source: string) => Promise<string>;
  /** Aborted by Ctrl-C and its like. */
  readonly signal: AbortSignal;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
  /** Runs `cleanUp` when the program exits, on whatever path. */
  readonly atExit: (cleanUp: () => void) => void;
  readonly services: Services;
}
