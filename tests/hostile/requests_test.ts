import { assert, assertEquals } from "@std/assert";
import type { Json, Step } from "../fake_codex/scenario.ts";
import { turnBegins, turnEnds } from "../fake_codex/scenario.ts";
import { type Case, type EndedCase, playAll } from "./cases.ts";

/** What Codex may ask of its client, with the only answer it may get. */
const questions: readonly [string, Json | undefined][] = [
  ["item/commandExecution/requestApproval", { decision: "decline" }],
  ["item/fileChange/requestApproval", { decision: "decline" }],
  ["item/permissions/requestApproval", { permissions: {}, scope: "turn" }],
  ["item/tool/requestUserInput", { answers: {} }],
  ["mcpServer/elicitation/request", {
    action: "decline",
    content: null,
    _meta: null,
  }],
  ["item/tool/call", undefined],
  ["execCommandApproval", undefined],
  ["applyPatchApproval", undefined],
  ["account/chatgptAuthTokens/refresh", undefined],
  ["attestation/generate", undefined],
  ["a/method/of/the/future", undefined],
  ["toString", undefined],
];

/** The last id is that of the product's own request, which is still open. */
const ids: readonly Json[] = [0, "q-1", "5", 4294967296, 5];

const params = { threadId: "thread-1", turnId: "turn-1", command: ["rm"] };

const cases = [
  ...questions.map(([method, refusal]): Case => ({
    name: method,
    scenario: asking(method, 0),
    ends: {},
    also: (ended) => refusedWith(ended, 0, refusal),
  })),
  ...ids.map((id): Case => ({
    name: `with the id ${JSON.stringify(id)}`,
    scenario: asking("execCommandApproval", id),
    ends: {},
    also: (ended) => refusedWith(ended, id, undefined),
  })),
  {
    name: "before the handshake's answer",
    scenario: {
      on: { initialize: [[...question("execCommandApproval", 7), usual()]] },
    },
    ends: {},
    also: (ended: EndedCase) => refusedWith(ended, 7, undefined),
  },
];

Deno.test("Codex's question is refused at once:", (test) =>
  playAll(test, cases));

/** Codex goes on only once it has its answer. */
function question(method: string, id: Json): Step[] {
  return [
    { do: "ask", method, id, params },
    { do: "awaitCall", method: `answer:${id}` },
  ];
}

function asking(method: string, id: Json): Case["scenario"] & object {
  const steps: Step[] = [
    ...question(method, id),
    ...turnBegins,
    { do: "image" },
    turnEnds("completed"),
  ];
  return { on: { "turn/start": [steps] } };
}

async function refusedWith(
  { codex }: EndedCase,
  id: Json,
  refusal: Json | undefined,
): Promise<void> {
  const answers = (await codex.received()).filter((one) =>
    one.method === undefined
  );
  assertEquals(answers.length, 1);
  const [answer] = answers;
  assertEquals(answer?.id, id);
  assertEquals(answer?.result, refusal);
  if (refusal !== undefined) return;
  const { error } = answer ?? {};
  assert(typeof error === "object" && error !== null && "code" in error);
  assertEquals(error.code, -32601);
}

function usual(): Step {
  return { do: "default" };
}
