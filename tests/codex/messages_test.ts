import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { type Message, readMessage } from "../../src/codex/messages.ts";
import { anyMessageText } from "../fuzz/line_inputs.ts";
import { checkMessage } from "../fuzz/line_rules.ts";
import { assertProperty } from "../support/seeded.ts";

function read(message: unknown): Message | undefined {
  return readMessage(JSON.stringify(message));
}

const messages: readonly (readonly [string, unknown, Message])[] = [
  ["a notification", { method: "turn/started", params: { a: 1 } }, {
    kind: "notification",
    method: "turn/started",
    params: { a: 1 },
  }],
  [
    "a request whose id is the first of its side",
    { id: 0, method: "item/tool/call", params: {} },
    { kind: "request", id: 0, method: "item/tool/call", params: {} },
  ],
  ["a request with a text id", { id: "r-1", method: "m", params: null }, {
    kind: "request",
    id: "r-1",
    method: "m",
    params: null,
  }],
  ["a result", { id: 7, result: { ok: true } }, {
    kind: "result",
    id: 7,
    result: { ok: true },
  }],
  ["a result that is null", { id: 7, result: null }, {
    kind: "result",
    id: 7,
    result: null,
  }],
  [
    "an error",
    { id: 7, error: { code: -32001, message: "busy", data: {} } },
    { kind: "error", id: 7, error: { code: -32001, message: "busy" } },
  ],
  [
    "a request that carries a result as well",
    { id: 1, method: "m", params: {}, result: {} },
    { kind: "request", id: 1, method: "m", params: {} },
  ],
];

for (const [name, given, expected] of messages) {
  Deno.test(`readMessage() reads ${name}`, () => {
    assertEquals(read(given), expected);
  });
}

Deno.test("readMessage() reads a notification and a request without params", () => {
  assertEquals(read({ method: "thread/closed" })?.kind, "notification");
  assertEquals(
    read({ id: 0, method: "attestation/generate" })?.kind,
    "request",
  );
});

Deno.test("readMessage() takes no malformed error for a result", () => {
  for (const error of ["boom", { code: 1 }, { message: "boom" }, null]) {
    assertNotEquals(read({ id: 7, error })?.kind, "result");
  }
});

Deno.test("readMessage() gives nothing for what is not a message", () => {
  const junk = ["", "null", "7", "[]", "{}", '"text"', '{"id":1', "WARNING: x"];
  for (const line of junk) assertEquals(readMessage(line), undefined);
});

Deno.test("readMessage() gives nothing for a line nested ten thousand deep", () => {
  assertEquals(readMessage("[".repeat(10_000)), undefined);
});

Deno.test("readMessage() gives a message as it was sent or nothing, whatever the text", async (t) => {
  const counts = { messages: 0, others: 0 };
  const text = fc.oneof(
    { weight: 8, arbitrary: anyMessageText },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    { weight: 1, arbitrary: fc.json() },
  );
  const property = fc.property(text, (text) => {
    counts[checkMessage(text) ? "messages" : "others"]++;
  });
  await assertProperty(t, property, 2_000);
  assert(counts.messages > 200 && counts.others > 200);
});
