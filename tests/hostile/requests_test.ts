import { assert, assertEquals } from "@std/assert";
import type { ReceivedMessage } from "../fake_codex/launcher.ts";
import { BROKEN, DEEP, HUGE } from "../fake_codex/odd_values.ts";
import {
  type FakeScenario,
  type Json,
  type Step,
  turnBegins,
  turnEnds,
} from "../fake_codex/scenario.ts";
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
const ids: readonly Json[] = [0, "q-1", "", "5", -1, 1.5, 4294967296, 5];

const params = { threadId: "thread-1", turnId: "turn-1", command: ["rm"] };

/** Params that no question has. */
const oddParams: readonly (readonly [string, Json])[] = [
  ["that are null", null],
  ["that are a number", 7],
  ["that are a list", ["rm"]],
  ["of another thread", { ...params, threadId: "another" }],
  ["of 10 MB", { ...params, command: HUGE }],
  ["100,000 arrays deep", { ...params, command: DEEP }],
  ["with bytes that are not UTF-8", { ...params, reason: BROKEN }],
];

/** What comes with them is no question, for it could not be answered. */
const noIds: readonly (readonly [string, Json])[] = [
  ["null", null],
  ["a list", [1]],
  ["100,000 arrays", DEEP],
];

const APPROVAL = "item/commandExecution/requestApproval";
const usual: Step = { do: "default" };
const turn = [...turnBegins, { do: "image" }, turnEnds("completed")] as const;

const moments: Readonly<Record<string, FakeScenario["on"] & object>> = {
  "before the handshake's answer": {
    initialize: [[...question(APPROVAL, 7), usual]],
  },
  "before the thread": { "thread/start": [[...question(APPROVAL, 7), usual]] },
  "while the turn is interrupted": {
    "turn/start": [[...turnBegins, { do: "image" }]],
    "turn/interrupt": [[...question(APPROVAL, 7), usual]],
  },
};

const cases: readonly Case[] = [
  ...questions.map(([method, refusal]): Case => ({
    name: method,
    // `guarantees/g08_refused_test.ts` asks them all of a connection.
    rare: !method.endsWith("requestApproval") && refusal !== undefined,
    scenario: asking(...question(method, 0)),
    ends: {},
    also: (ended) => refusedWith(ended, 0, refusal),
  })),
  ...ids.map((id): Case => ({
    name: `with the id ${JSON.stringify(id)}`,
    rare: true,
    scenario: asking(...question("execCommandApproval", id)),
    ends: {},
    also: (ended) => refusedWith(ended, id, undefined),
  })),
  ...oddParams.map(([name, odd]): Case => ({
    name: `with params ${name}`,
    rare: true,
    scenario: asking(...question(APPROVAL, 0, odd)),
    ends: {},
    also: (ended) => refusedWith(ended, 0, { decision: "decline" }),
  })),
  ...noIds.map(([name, id]): Case => ({
    name: `unless its id is ${name}`,
    rare: true,
    scenario: asking({ do: "ask", method: APPROVAL, id, params }),
    ends: {},
    also: async (ended) => assertEquals(await answersTo(ended), []),
  })),
  // Neither is waited for: the first cannot be told, the second may come too late.
  {
    name: "with an id of 10 MB",
    rare: true,
    scenario: asking({ do: "ask", method: APPROVAL, id: HUGE, params }),
    ends: {},
  },
  {
    name: "after the end of its turn",
    rare: true,
    scenario: {
      on: { "turn/start": [[...turn, ...question(APPROVAL, 7)]] },
    },
    ends: {},
  },
  ...Object.entries(moments).map(([name, on]): Case => ({
    name,
    scenario: { on },
    ends: {},
    also: (ended) => refusedWith(ended, 7, { decision: "decline" }),
  })),
  {
    name: "each time when it comes twice",
    rare: true,
    scenario: asking(
      { do: "ask", method: APPROVAL, id: 0, params },
      ...question(APPROVAL, 0),
    ),
    ends: {},
    also: async (ended) => assertEquals((await answersTo(ended)).length, 2),
  },
];

Deno.test("Codex's question is refused at once:", (test) =>
  playAll(test, cases));

/** Codex goes on only once it has its answer. */
function question(method: string, id: Json, asked: Json = params): Step[] {
  return [
    { do: "ask", method, id, params: asked },
    { do: "awaitCall", method: `answer:${id}` },
  ];
}

/** A job in whose turn these steps come first. */
function asking(...steps: readonly Step[]): FakeScenario {
  return { on: { "turn/start": [[...steps, ...turn]] } };
}

async function answersTo({ codex }: EndedCase): Promise<ReceivedMessage[]> {
  return (await codex.received()).filter(({ method }) => method === undefined);
}

async function refusedWith(
  ended: EndedCase,
  id: Json,
  refusal: Json | undefined,
): Promise<void> {
  const answers = await answersTo(ended);
  assertEquals(answers.length, 1);
  const [answer] = answers;
  assertEquals(answer?.id, id);
  assertEquals(answer?.result, refusal);
  if (refusal !== undefined) return;
  const { error } = answer ?? {};
  assert(typeof error === "object" && error !== null && "code" in error);
  assertEquals(error.code, -32601);
}
