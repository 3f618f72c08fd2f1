/** Runs a program on a pseudo-terminal. */
import { PATIENCE_MS } from "../support/pace.ts";

/** How a program on a terminal ended, and everything that the terminal showed. */
export interface TerminalResult {
  readonly code: number;
  readonly screen: string;
}

/** A tool of this computer that gives a program a terminal. */
export interface Terminal {
  readonly name: string;
  /** The tool's own command line around `words`. */
  around(words: readonly string[]): readonly [string, ...string[]];
}

const python: Terminal = {
  name: "python3",
  around: (words) => [
    ...["python3", "-c"] as const,
    "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))",
    ...words,
  ],
};

/** As util-linux has it; that of BSD and macOS takes other words. */
const script: Terminal = {
  name: "script",
  around: (words) => [
    ...["script", "--quiet", "--return", "--command"] as const,
    words.map(quoted).join(" "),
    "/dev/null",
  ],
};

/** Those of the tools that this computer has, tried by running `true`. */
export async function terminals(): Promise<Terminal[]> {
  const found: Terminal[] = [];
  for (const terminal of [python, script]) {
    if (await works(terminal)) found.push(terminal);
  }
  return found;
}

/** Runs `words` on a terminal, with exactly the environment `env`. */
export async function onTerminal(
  terminal: Terminal,
  words: readonly string[],
  options: { env: Record<string, string>; cwd: string },
): Promise<TerminalResult> {
  const [tool, ...args] = terminal.around(words);
  const { code, stdout } = await new Deno.Command(tool, {
    ...options,
    args,
    clearEnv: true,
    stdin: "null",
    stderr: "inherit",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).output();
  return { code, screen: new TextDecoder().decode(stdout) };
}

async function works(terminal: Terminal): Promise<boolean> {
  try {
    const { code } = await onTerminal(terminal, ["true"], {
      env: { PATH: Deno.env.get("PATH") ?? "" },
      cwd: ".",
    });
    return code === 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
