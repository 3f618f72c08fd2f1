/** Proves G9: once Codex has ended, everything that waits for it fails within 250 ms. */
import { assertEquals } from "@std/assert";
import { Connection } from "../../src/codex/connection.ts";
import { Child } from "../../src/system/child.ts";
import { inTime, LONG, scriptedChild } from "../codex/support_codex.ts";
import type { Step } from "../codex/support_program.ts";
import { assertWithin } from "./rounds.ts";

/** Longest time from Codex's end to the end of what waits for it, in milliseconds. */
const LIMIT = 250;

const halfLine: Step = { raw: '{"id":1,"res' };

const ends: readonly (readonly [string, readonly Step[]])[] = [
  ["exits with 0", [{ exit: 0 }]],
  ["exits with 1", [{ exit: 1 }]],
  ["is killed", [{ kill: true }]],
  ["exits in the middle of a line", [halfLine, { exit: 1 }]],
];

/** How long the last of three requests outlives Codex, in milliseconds. */
async function outlived(child: Child): Promise<number> {
  const connection = new Connection(child);
  try {
    const replies = ["waits", "waits", "go"].map((method) =>
      connection.request(method, {}, LONG)
    );
    await inTime(child.exited);
    const goneAt = performance.now();
    const kinds = (await inTime(Promise.all(replies))).map(({ kind }) => kind);
    assertEquals(kinds, ["lost", "lost", "lost"]);
    return performance.now() - goneAt;
  } finally {
    await connection.close();
  }
}

for (const [how, last] of ends) {
  Deno.test(`All requests fail within 250 ms when Codex ${how}`, () =>
    assertWithin(LIMIT, () => outlived(scriptedChild({ on: { go: [last] } }))));
}

Deno.test({
  name:
    "All requests fail within 250 ms when Codex leaves a helper that holds its pipes",
  ignore: Deno.build.os === "windows",
  fn: () =>
    assertWithin(LIMIT, () =>
      outlived(
        new Child("/bin/sh", {
          args: ["-c", "sleep 20 & read line; exit 1"],
          cwd: "/",
          env: { PATH: "/usr/bin:/bin" },
        }),
      )),
});
