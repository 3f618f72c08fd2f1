/**
 * Proves that a connection pairs requests with replies, delivers notifications
 * in order and grants nothing that Codex asks for.
 */
import { assert, assertEquals } from "@std/assert";
import { inTime, LONG, withConnection } from "./support_codex.ts";
import type { Step } from "./support_program.ts";

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
