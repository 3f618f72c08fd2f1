/**
 * Proves that a connection ends with Codex, in whatever way Codex goes, at once
 * and with what Codex said last.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Connection } from "../../src/codex/connection.ts";
import type { Ending } from "../../src/codex/reply.ts";
import { Child } from "../../src/system/child.ts";
import {
  inTime,
  LONG,
  scriptedChild,
  withConnection,
} from "./support_codex.ts";
import type { Script, Step } from "./support_program.ts";

/** Ways to end with a request in flight; the request's method is `go`. */
const ends: readonly (readonly [string, Step[], Partial<Ending>])[] = [
  ["exits with 0", [{ exit: 0 }], {
    kind: "exited",
    exit: { code: 0, signal: null },
  }],
  ["exits with 1", [{ exit: 1 }], {
    kind: "exited",
    exit: { code: 1, signal: null },
  }],
  ["exits in the middle of a line", [{ raw: '{"id":1,"res' }, { exit: 1 }], {
    kind: "exited",
  }],
];
// Windows has no signals: a process is ended there with an exit code.
const killed: typeof ends = Deno.build.os === "windows" ? [] : [
  ["is killed", [{ kill: true }], {
    kind: "exited",
    exit: { code: 137, signal: "SIGKILL" },
  }],
];

for (const [name, steps, expected] of [...ends, ...killed]) {
  Deno.test(`Connection ends every request when Codex ${name}`, async () => {
    const child = scriptedChild({ on: { go: [steps] } });
    const connection = new Connection(child);
    try {
      const pending = ["waiting", "waiting", "go"].map((method) =>
        connection.request(method, {}, LONG)
      );
      await inTime(child.exited);
      for (const reply of await inTime(Promise.all(pending))) {
        assert(reply.kind === "lost");
        assertEquals({ ...reply.ending, ...expected }, reply.ending);
      }
    } finally {
      await connection.close();
    }
  });
}

Deno.test("Connection hears what Codex said just before it ended", () =>
  withConnection({
    on: {
      go: [[
        { send: { method: "item/completed", params: "x".repeat(50_000) } },
        { reply: "done" },
        { exit: 1 },
      ]],
    },
  }, async (connection) => {
    const heard: string[] = [];
    connection.onNotification = ({ method }) => heard.push(method);
    const reply = await inTime(connection.request("go", {}, LONG));
    assertEquals(reply.kind, "result");
    assertEquals(heard, ["item/completed"]);
  }));

Deno.test("Connection takes no request and no notification amiss once Codex is gone", () =>
  withConnection({ start: [{ exit: 0 }] }, async (connection) => {
    const params = { text: "x".repeat(1_000_000) };
    const during = await inTime(connection.request("a", params, LONG));
    assertEquals(during.kind, "lost");
    await inTime(connection.ended);
    connection.notify("initialized");
    const after = await inTime(connection.request("a", params, LONG));
    assertEquals(after.kind, "lost");
  }));

Deno.test("Connection has Codex's last words when it has ended", async () => {
  const script: Script = {
    start: [{ stderr: "the reason\n" }, { exit: 1 }],
  };
  await Promise.all(
    Array.from(
      { length: 6 },
      () =>
        withConnection(script, async (connection) => {
          await inTime(connection.ended);
          assertStringIncludes(connection.stderr, "the reason");
        }),
    ),
  );
});

/** Does `run` on a connection to a shell that runs `script`. */
async function withShell(
  script: string,
  run: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = new Connection(
    new Child("/bin/sh", {
      args: ["-c", script],
      cwd: "/",
      env: { PATH: "/usr/bin:/bin" },
    }),
  );
  try {
    await run(connection);
  } finally {
    await inTime(connection.close());
    await inTime(connection.ended);
  }
}

// What Deno cannot play: a helper that holds its parent's pipes, and a program
// that closes its own.
if (Deno.build.os !== "windows") {
  const helper = (wait: number) =>
    `read line; (sleep ${wait}; echo '{"id":1,"result":"late"}') & exit 1`;

  Deno.test("Connection hears what a helper says a moment after Codex has ended", () =>
    withShell(helper(0.05), async (connection) => {
      const reply = await inTime(connection.request("go", {}, LONG));
      assert(reply.kind === "result" && reply.result === "late");
    }));

  Deno.test("Connection is not held by a helper that keeps the pipes open", () =>
    withShell(helper(600), async (connection) => {
      const reply = await inTime(connection.request("go", {}, LONG));
      assertEquals(reply.kind, "lost");
    }));

  Deno.test("Connection ends when Codex closes its output and stays", () =>
    withShell(
      "read line; exec 1>&-; while read line; do :; done",
      async (connection) => {
        const reply = await inTime(connection.request("go", {}, LONG));
        assertEquals(reply.kind, "lost");
      },
    ));
}

Deno.test("Connection ends when Codex does not read, and Codex can still be ended", () =>
  withConnection({ start: [{ deaf: true }] }, async (connection) => {
    const params = { text: "x".repeat(1_000_000) };
    const startedAt = performance.now();
    const reply = await inTime(connection.request("a", params, LONG));
    assertEquals(reply, { kind: "lost", ending: { kind: "not reading" } });
    assert(performance.now() - startedAt > 4_000);
    await inTime(connection.close());
  }));
