/** Puts the product where an extension folder has its program. */
import { dirname } from "@std/path";
import { platformKey } from "../../src/system/platform_key.ts";
import { denoFolder } from "../support/deno_folder.ts";
import { fromSource } from "../support/product.ts";

/** `bin/<os>-<arch>/modly-codex-image` of this computer. */
export const programPlace = `bin/${
  platformKey(Deno.build.os, Deno.build.arch).replace("/", "-")
}/modly-codex-image`;

/**
 * Writes a script to `path` that becomes the product: from source, or the
 * program that MODLY_TEST_PROGRAM names.
 *
 * @param words Shell words after the program; `"$@"` are the script's own.
 */
export async function writeLauncher(
  path: string,
  words = '"$@"',
): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const command = product().map(quoted).join(" ");
  await Deno.writeTextFile(
    path,
    `#!/bin/sh\nexport DENO_DIR=${quoted(await denoFolder())}\n` +
      `exec ${command} ${words}\n`,
    { mode: 0o755 },
  );
}

function product(): string[] {
  const program = Deno.env.get("MODLY_TEST_PROGRAM");
  return program === undefined ? [Deno.execPath(), ...fromSource()] : [program];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
