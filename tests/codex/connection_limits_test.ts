/**
 * Proves the limits of what a connection takes from Codex: lines that are no
 * messages, the length of a line, and how much of stderr is kept and shown.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { MAX_LINE_BYTES } from "../../src/codex/limits.ts";
import { inTime, LONG, withConnection } from "./support_codex.ts";

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
    const reply = await inTime(connection.request("go", {}, LONG));
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
    const reply = await inTime(connection.request("go", {}, LONG));
    assert(reply.kind === "result" && typeof reply.result === "string");
    assertEquals(reply.result.length, parts * part.length);
  });
});

Deno.test("Connection ends when a line grows over its limit", () => {
  const part = "A".repeat(64 * 1024);
  return withConnection({
    on: { go: [[{ raw: part, times: MAX_LINE_BYTES / part.length + 1 }]] },
  }, async (connection) => {
    const reply = await inTime(connection.request("go", {}, LONG));
    assertEquals(reply, { kind: "lost", ending: { kind: "overflow" } });
  });
});
