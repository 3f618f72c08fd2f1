/** Puts the product where an extension folder has its program. */
import { dirname } from "@std/path";
import { fileURLToPath } from "node:url";
import { platformKey } from "../../src/system/platform_key.ts";
import { denoFolder } from "../support/deno_folder.ts";

/** `bin/<os>-<arch>/modly-codex-image` of this computer. */
export const programPlace = `bin/${
  platformKey(Deno.build.os, Deno.build.arch).replace("/", "-")
}/modly-codex-image`;

/** As the program is compiled: no network, no question. */
const permissions = [
  ...["--no-prompt", "--allow-read", "--allow-write", "--allow-run"],
  ...["--allow-env", "--allow-sys", "--deny-net"],
];

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
  if (program !== undefined) return [program];
  const file = (name: string) =>
    fileURLToPath(new URL(`../../${name}`, import.meta.url));
  return [
    Deno.execPath(),
    ...["run", "--quiet", "--frozen", "--config", file("deno.json")],
    ...permissions,
    file("main.ts"),
  ];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
