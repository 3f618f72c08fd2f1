/** Proves G9: once Codex has ended, everything that waits for it fails, although it could wait for minutes. */
import { assertEquals } from "@std/assert";
import { Connection } from "../../src/codex/connection.ts";
import { Child } from "../../src/system/child.ts";
import { inTime, LONG, scriptedChild } from "../codex/support_codex.ts";
import type { Step } from "../codex/support_program.ts";

const halfLine: Step = { raw: '{"id":1,"res' };

const ends: readonly (readonly [string, readonly Step[]])[] = [
  ["exits with 0", [{ exit: 0 }]],
  ["exits with 1", [{ exit: 1 }]],
  ["is killed", [{ kill: true }]],
  ["exits in the middle of a line", [halfLine, { exit: 1 }]],
];

/** Fails unless three requests end with Codex. */
async function assertLost(child: Child): Promise<void> {
  const connection = new Connection(child);
  try {
    const replies = ["waits", "waits", "go"].map((method) =>
      connection.request(method, {}, LONG)
    );
    await inTime(child.exited);
    const kinds = (await inTime(Promise.all(replies))).map(({ kind }) => kind);
    assertEquals(kinds, ["lost", "lost", "lost"]);
  } finally {
    await connection.close();
  }
}

for (const [how, last] of ends) {
  Deno.test(`All requests fail when Codex ${how}`, () =>
    assertLost(scriptedChild({ on: { go: [last] } })));
}

Deno.test({
  name: "All requests fail when Codex leaves a helper that holds its pipes",
  ignore: Deno.build.os === "windows",
  fn: () =>
    assertLost(
      new Child("/bin/sh", {
        args: ["-c", "sleep 600 & read line; exit 1"],
        cwd: "/",
        env: { PATH: "/usr/bin:/bin" },
      }),
    ),
});
