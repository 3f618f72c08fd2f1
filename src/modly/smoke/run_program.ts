/** What a short run of the extension's program gave. */
export type ProgramRun =
  | { readonly kind: "ended"; readonly code: number; readonly stdout: string }
  | { readonly kind: "late" }
  | { readonly kind: "not started" };

/** Longest run, in milliseconds: a virus scanner may read the whole program first. */
const LIMIT_MS = 30_000;

/** Runs the program with an empty input, as a host would start it. */
export async function runProgram(
  path: string,
  args: readonly string[],
  cwd: string,
): Promise<ProgramRun> {
  const late = AbortSignal.timeout(LIMIT_MS);
  try {
    const { code, stdout } = await new Deno.Command(path, {
      args: [...args],
      cwd,
      stdin: "null",
      stdout: "piped",
      stderr: "null",
      signal: late,
    }).output();
    if (late.aborted) return { kind: "late" };
    return { kind: "ended", code, stdout: new TextDecoder().decode(stdout) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: late.aborted ? "late" : "not started" };
  }
}
