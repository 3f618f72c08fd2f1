/** Finds Python, which hosts bring along and this project does not need. */

/** The interpreter itself, not a shim that looks at the home folder. */
export const python = await find();

/** For the names of tests that need it. */
export const withoutPython = python === undefined
  ? " (left out: there is no python3 here)"
  : "";

async function find(): Promise<string | undefined> {
  try {
    const { success, stdout } = await new Deno.Command("python3", {
      args: ["-c", "import sys; print(sys.executable)"],
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
