/** Proves G8: whatever Codex asks of its client is refused, while the request that it came in waits. */
import { assert, assertEquals } from "@std/assert";
import type { Connection } from "../../src/codex/connection.ts";
import { inTime, LONG, withConnection } from "../codex/support_codex.ts";
import type { Step } from "../codex/support_program.ts";

/** Every request of Codex 0.122.0 and 0.169.0, and one that nobody knows. */
const questions = [
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

const ask = questions.map((method, id): Step => ({
  send: { method, id: `question ${id}`, params: { command: "rm -rf /" } },
}));

/** Has Codex ask everything, and waits until it has all the answers. */
async function round(connection: Connection): Promise<void> {
  const answers: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  connection.onNotification = ({ params }) => {
    answers.push(JSON.stringify(params));
    if (answers.length === questions.length) resolve();
  };
  await inTime(connection.request("ask", {}, LONG));
  await inTime(promise);
  assertEquals(new Set(answers).size, questions.length);
  for (const answer of answers) {
    assert(!/accept|approved|grant":true/.test(answer), answer);
  }
}

Deno.test("Everything that Codex may ask is refused at once", () =>
  withConnection({
    on: { ask: [[...ask, { reply: {} }]], answer: [[{ echo: true }]] },
  }, round));
