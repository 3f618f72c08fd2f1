/** A genuine Codex by either way of starting it. */
import { join } from "@std/path";
import { genuineCodex } from "../support/codex_cache.ts";
import type { Fixture } from "../support/fixture.ts";

/** The native program, or npm's script, which starts the native one below it. */
export type Kind = "native program" | "npm script";

/** Both ways. */
export const kinds: readonly Kind[] = ["native program", "npm script"];

/**
 * Writes a program that starts a genuine Codex so, with a shell above it, and
 * has the fixture's runs use it. The shell is there because the product would
 * find the native program behind npm's script by itself.
 *
 * @param helper What the shell starts beside Codex, to be ended with it.
 */
export async function startBy(
  kind: Kind,
  version: string,
  { root, env }: Fixture,
  helper = "",
): Promise<void> {
  const codex = await genuineCodex(version);
  const program = kind === "npm script" ? codex.wrapper : codex.native;
  const path = join(root, "codex");
  await Deno.writeTextFile(path, `#!/bin/sh\n${helper}\n'${program}' "$@"\n`, {
    mode: 0o755,
  });
  env["CODEX_BIN"] = path;
}
