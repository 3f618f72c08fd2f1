/** The Python that setup.py is tried with, where there is one. */

/** Its command, or undefined when Python 3.9 or later is not installed. */
export const python = findPython();

/** Declares a test that needs Python; without one `setup_source_test.ts` says so. */
export function pythonTest(name: string, run: () => Promise<void>): void {
  if (python !== undefined) Deno.test(name, run);
}

function findPython(): string | undefined {
  return ["python3", "python"].find((command) => {
    try {
      return new Deno.Command(command, {
        args: ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"],
        stdout: "null",
        stderr: "null",
      }).outputSync().success;
    } catch {
      return false; // not on PATH
    }
  });
}
