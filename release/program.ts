import { Refusal } from "./refusal.ts";

/** How a program is to be run. */
export interface ProgramOptions {
  readonly args: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/**
 * Runs a program to its end and gives its stdout. Throws a
 * {@linkcode Refusal} with what it said when it fails or is not there.
 */
export async function runProgram(
  path: string,
  { args, env = {}, cwd }: ProgramOptions,
): Promise<string> {
  const command = new Deno.Command(path, {
    args: [...args],
    env: { NO_COLOR: "1", ...env },
    ...(cwd === undefined ? {} : { cwd }),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  const { code, stdout, stderr } = await output(command, path);
  const decoder = new TextDecoder();
  if (code === 0) return decoder.decode(stdout);
  throw new Refusal(
    `${path} ${args[0] ?? ""} failed with ${code}: ${
      withoutBacktrace(decoder.decode(stderr))
    }`,
  );
}

async function output(
  command: Deno.Command,
  path: string,
): Promise<Deno.CommandOutput> {
  try {
    return await command.output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Refusal(`${path} was not found on this computer`);
  }
}

/** Deno adds the addresses of its own functions, which help nobody here. */
function withoutBacktrace(text: string): string {
  return text.split("\nStack backtrace:")[0]?.trim() ?? "";
}
