/** Are the tests that a document names really there? */
import type { NamedTest } from "../parity/map.ts";
import { declaresTest, holdsText } from "../parity/written_names.ts";

const tests = new URL("../", import.meta.url);

/** Those of the tests that are not there. */
export async function missingTests(
  named: readonly NamedTest[],
): Promise<readonly NamedTest[]> {
  const missing: NamedTest[] = [];
  for (const one of named) {
    if (!await isThere(one)) missing.push(one);
  }
  return missing;
}

/**
 * Is there a test of this name in this file, and a text like its step's name?
 * Names may be put together from templates.
 */
export async function isThere(
  { file, test, step }: NamedTest,
): Promise<boolean> {
  const url = new URL(file, tests);
  const source = await sourceAt(url);
  const imports = [...source.matchAll(/from "(\.[^"]+)"/g)]
    .map(([, path = ""]) => sourceAt(new URL(path, url)));
  return declaresTest(source, test, await Promise.all(imports)) &&
    (step === undefined || holdsText(source, step));
}

/** A file's text; empty where there is no such file. */
async function sourceAt(url: URL): Promise<string> {
  try {
    return await Deno.readTextFile(url);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
