/** What has to be looked at, and done, once the product was killed. */
import { fail } from "@std/assert";
import { join } from "@std/path";
import { isAlive } from "../../src/system/alive.ts";
import type { FakeProgram } from "../fake_codex/launcher.ts";
import type { Fixture } from "../support/fixture.ts";
import { MARKER, survivors } from "../support/survivors.ts";
import { handshakes } from "../support/pace.ts";

/** How long Codex may take to notice that the product is gone, in milliseconds. */
const NOTICED_MS = handshakes(10);

/**
 * Fails unless Codex is gone soon. On Linux its helpers are looked
 * for too; elsewhere only a fake tells which process it is.
 */
export async function assertCodexGone(
  { env }: Fixture,
  codex?: FakeProgram,
): Promise<void> {
  const deadline = performance.now() + NOTICED_MS;
  for (;;) {
    const left = Deno.build.os === "linux"
      ? (await survivors(env[MARKER] ?? "")).map(({ command }) => command)
      : await living(codex);
    if (left.length === 0) return;
    if (performance.now() > deadline) fail(`still alive: ${left.join("; ")}`);
    await new Promise((resume) => setTimeout(resume, 10));
  }
}

async function living(codex: FakeProgram | undefined): Promise<string[]> {
  const pids = (await codex?.log() ?? [])
    .flatMap((entry) => entry.event === "start" ? [entry.pid] : []);
  return pids.filter(isAlive).map(String);
}

/** Temporary folders are left alone for their first seconds. */
export async function ageTemporary({ temporary }: Fixture): Promise<void> {
  const old = new Date(Date.now() - 60_000);
  for await (const { name } of Deno.readDir(temporary)) {
    await Deno.utime(join(temporary, name), old, old);
  }
}
