import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Connection, type Ending } from "../../src/codex/connection.ts";
import { MAX_LINE_BYTES } from "../../src/codex/lines.ts";
import { Child } from "../../src/system/child.ts";
import { inTime, scriptedChild, withConnection } from "./support_codex.ts";
import type { Script, Step } from "./support_program.ts";

const LONG = 30_000;

Deno.test("Connection gives each request its own reply", () =>
  withConnection({
    on: {
      a: [[]],
      b: [[{ reply: "for b" }, { raw: '{"id":1,"result":"for a"}\n' }]],
      c: [[{ replyError: { code: -32600, message: "no" } }]],
    },
  }, async (connection) => {
    const replies = await inTime(Promise.all(
      ["a", "b", "c"].map((method) => connection.request(method, {}, LONG)),
    ));
    assertEquals(
      replies.map((reply) => reply.kind === "result" ? reply.result : reply),
      ["for a", "for b", { kind: "error", code: -32600, message: "no" }],
    );
  }));

Deno.test("Connection ignores replies that nobody waits for", () =>
  withConnection({
    on: {
      a: [[
        { raw: '{"id":999,"result":"unknown"}\n{"id":"1","result":"text"}\n' },
        { raw: '{"id":-1,"error":{"code":1,"message":"unknown"}}\n' },
        { reply: "first" },
        { reply: "second" },
      ]],
      b: [[{ reply: "next" }]],
    },
  }, async (connection) => {
    for (const [method, result] of [["a", "first"], ["b", "next"]] as const) {
      const reply = await inTime(connection.request(method, {}, LONG));
      assert(reply.kind === "result");
      assertEquals(reply.result, result);
    }
  }));

function idOf(reply: object): unknown {
  return "id" in reply ? reply.id : undefined;
}

Deno.test("Connection gives up on a reply when its time is over, and ignores it later", () =>
  withConnection({
    on: {
      slow: [[]],
      next: [[{ raw: '{"id":1,"result":"too late"}\n' }, { reply: "here" }]],
    },
  }, async (connection) => {
    const slow = await inTime(connection.request("slow", {}, 50));
    assertEquals(slow, { kind: "timeout" });
    const next = await inTime(connection.request("next", {}, LONG));
    assert(next.kind === "result" && next.result === "here");
  }));

Deno.test("Connection delivers notifications in order, also those before their request's reply", () =>
  withConnection({
    on: {
      a: [[
        { send: { method: "one", params: { text: "ä🦊" } } },
        { raw: '{"method":"two","params":1}\r\n\r\n{"method":"th' },
        { raw: 'ree","params":2}\n' },
        { reply: null },
      ]],
    },
  }, async (connection) => {
    const heard: unknown[] = [];
    connection.onNotification = ({ method, params }) =>
      heard.push([method, params]);
    await inTime(connection.request("a", {}, LONG));
    assertEquals(heard, [["one", { text: "ä🦊" }], ["two", 1], ["three", 2]]);
  }));

/** Every request of Codex 0.122.0 and 0.169.0, and one that nobody knows. */
const serverRequests = [
  "item/commandExecution/requestApproval",
  "item/fileChange/requestApproval",
  "item/permissions/requestApproval",
  "item/tool/requestUserInput",
  "item/tool/call",
  "mcpServer/elicitation/request",
  "account/chatgptAuthTokens/refresh",
  "attestation/generate",
  "applyPatchApproval",
  "execCommandApproval",
  "something/new",
];

Deno.test("Connection answers whatever Codex asks, by its own id and without a grant", async () => {
  const start = serverRequests.map((method, id): Step => ({
    send: { method, id, params: { threadId: "t1", command: "rm -rf /" } },
  }));
  await withConnection(
    { start, on: { answer: [[{ echo: true }]] } },
    async (connection) => {
      const answers: unknown[] = [];
      const { promise, resolve } = Promise.withResolvers<void>();
      connection.onNotification = ({ params }) => {
        answers.push(params);
        if (answers.length === serverRequests.length) resolve();
      };
      await inTime(promise);
      for (const [id, answer] of answers.entries()) {
        assert(typeof answer === "object" && answer !== null);
        assertEquals(idOf(answer), id);
        assert("result" in answer || "error" in answer);
        assert(!/accept|approved|grant":true/.test(JSON.stringify(answer)));
      }
    },
  );
});

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
      const goneAt = performance.now();
      for (const reply of await inTime(Promise.all(pending))) {
        assert(reply.kind === "lost");
        assertEquals({ ...reply.ending, ...expected }, reply.ending);
      }
      const took = performance.now() - goneAt;
      assert(took < 500, `It took ${took} ms`);
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
    const after = await inTime(connection.request("a", params, LONG), 100);
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

Deno.test("Connection shows the end of a long stderr, masked", () =>
  withConnection({
    start: [
      { stderr: "an old line that explains nothing\n", times: 200 },
      { stderr: `token sk-${"a".repeat(40)}\nthe reason\n` },
      { exit: 1 },
    ],
  }, async (connection) => {
    await inTime(connection.ended);
    const { stderr } = connection;
    assert(stderr.length <= 1_001);
    assertStringIncludes(stderr, "token [token]\nthe reason");
  }));

Deno.test("Connection keeps only the end of 100 MB of stderr", () =>
  withConnection({
    on: {
      go: [[
        { stderr: "flood ".repeat(10_000), times: 1_670 },
        { stderr: "the end" },
        { reply: "done" },
      ]],
    },
  }, async (connection) => {
    const reply = await inTime(connection.request("go", {}, LONG), 10_000);
    assertEquals(reply.kind, "result");
    assert(connection.rawStderr.length <= 2 * 64 * 1024);
  }));

Deno.test("Connection skips up to 100 lines that are not messages", () =>
  withConnection({
    on: { go: [[{ raw: "WARNING: not JSON\n\n", times: 100 }, { reply: 1 }]] },
  }, async (connection) => {
    const reply = await inTime(connection.request("go", {}, LONG));
    assertEquals(reply.kind, "result");
  }));

Deno.test("Connection ends at the line of junk after the hundredth", () =>
  withConnection({
    on: { go: [[{ raw: "WARNING: not JSON\n", times: 101 }]] },
  }, async (connection) => {
    const reply = await inTime(connection.request("go", {}, LONG));
    assertEquals(reply, { kind: "lost", ending: { kind: "junk" } });
  }));

Deno.test("Connection takes an image of 43 MiB of base64 in one line", () => {
  const part = "A".repeat(64 * 1024);
  const parts = 43 * 16;
  return withConnection({
    on: {
      go: [[
        { raw: '{"id":1,"result":"' },
        { raw: part, times: parts },
        { raw: '"}\n' },
      ]],
    },
  }, async (connection) => {
    const reply = await inTime(connection.request("go", {}, LONG), 10_000);
    assert(reply.kind === "result" && typeof reply.result === "string");
    assertEquals(reply.result.length, parts * part.length);
  });
});

Deno.test("Connection ends when a line grows over its limit", () => {
  const part = "A".repeat(64 * 1024);
  return withConnection({
    on: { go: [[{ raw: part, times: MAX_LINE_BYTES / part.length + 1 }]] },
  }, async (connection) => {
    const reply = await inTime(connection.request("go", {}, LONG), 10_000);
    assertEquals(reply, { kind: "lost", ending: { kind: "overflow" } });
  });
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
    await inTime(connection.close(), 8_000);
    await inTime(connection.ended);
  }
}

// What Deno cannot play: a helper that holds its parent's pipes, and a program
// that closes its own.
if (Deno.build.os !== "windows") {
  const helper = (wait: number) =>
    `read line; (sleep ${wait}; echo '{"id":1,"result":"late"}') & exit 1`;

  Deno.test("Connection hears what a helper says a moment after Codex has ended", () =>
    withShell(helper(0.1), async (connection) => {
      const reply = await inTime(connection.request("go", {}, LONG));
      assert(reply.kind === "result" && reply.result === "late");
    }));

  Deno.test("Connection is not held by a helper that keeps the pipes open", () =>
    withShell(helper(20), async (connection) => {
      const reply = await inTime(connection.request("go", {}, LONG), 1_500);
      assertEquals(reply.kind, "lost");
    }));

  Deno.test("Connection ends when Codex closes its output and stays", () =>
    withShell(
      "read line; exec 1>&-; while read line; do :; done",
      async (connection) => {
        const reply = await inTime(connection.request("go", {}, LONG), 3_000);
        assertEquals(reply.kind, "lost");
      },
    ));
}

Deno.test("Connection ends when Codex does not read, and Codex can still be ended", () =>
  withConnection({ start: [{ deaf: true }] }, async (connection) => {
    const params = { text: "x".repeat(1_000_000) };
    const startedAt = performance.now();
    const reply = await inTime(connection.request("a", params, LONG), 8_000);
    assertEquals(reply, { kind: "lost", ending: { kind: "not reading" } });
    assert(performance.now() - startedAt > 4_000);
    await inTime(connection.close(), 6_500);
  }));
