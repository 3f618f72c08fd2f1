import { fileURLToPath } from "node:url";
import { PATIENCE_MS } from "../support/pace.ts";

/** What a program was started with. */
export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: "null" | "piped";
}

/** What a program did. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command that runs a file of this repository, given relative to it. */
export function denoCommand(file: string): readonly [string, ...string[]] {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  return [
    Deno.execPath(),
    ...["run", "--quiet", "--no-check", "--no-lock", "--no-prompt", "-A"],
    ...["--config", config, path],
  ];
}

/** Starts a file of this repository; it is ended after a while at the latest. */
export function startProgram(
  file: string,
  words: readonly string[],
  { env = {}, stdin = "null" }: ProgramOptions = {},
): Deno.ChildProcess {
  const [program, ...args] = denoCommand(file);
  return new Deno.Command(program, {
    args: [...args, ...words],
    env: { NO_COLOR: "", MODLY_CODEX_DEBUG: "", ...env },
    stdin,
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).spawn();
}

/** Runs a file of this repository to its end. */
export async function runProgram(
  file: string,
  words: readonly string[],
  options?: ProgramOptions,
): Promise<Ended> {
  const output = await startProgram(file, words, options).output();
  const decoder = new TextDecoder();
  return {
    code: output.code,
    stdout: decoder.decode(output.stdout),
    stderr: decoder.decode(output.stderr),
  };
}
