import { png, toBase64 } from "../backend/pictures.ts";
import {
  type FakeScenario,
  type Json,
  says,
  type Step,
  THREAD,
  TURN,
  turnBegins,
  turnEnds,
} from "../fake_codex/scenario.ts";
import { type Case, type Failed, playAll, type Published } from "./cases.ts";

const image: Step = { do: "image" };
const usual: Step = { do: "default" };

function answering(method: string, ...steps: readonly Step[]): FakeScenario {
  return { on: { [method]: [steps] } };
}

function turn(...steps: readonly Step[]): FakeScenario {
  return answering("turn/start", ...steps);
}

const strays: readonly Case[] = [
  {
    name: "to requests that were never made",
    scenario: turn(
      ...[999, -1, 0, 1.5, "5", "", "x"].map((id): Step => ({
        do: "send",
        message: { id, result: { turn: { id: "stray" } } },
      })),
      { do: "send", message: { id: 999, error: { code: 1, message: "no" } } },
      usual,
    ),
    ends: {},
  },
  {
    name: "that come twice",
    scenario: {
      on: Object.fromEntries(
        ["initialize", "account/read", "config/read", "thread/start"]
          .map((method) => [method, [[usual, usual]]]),
      ),
    },
    ends: {},
  },
  {
    name: "that come a second time as an error",
    scenario: answering("thread/start", usual, {
      do: "error",
      code: -32600,
      message: "second thoughts",
    }),
    ends: {},
  },
  {
    name: "after the notifications of the same request",
    scenario: turn(
      ...turnBegins.toReversed(),
      image,
      turnEnds("completed"),
    ),
    ends: {},
  },
  {
    name: "after the whole turn",
    scenario: turn(
      ...turnBegins.slice(1),
      image,
      turnEnds("completed"),
      ...turnBegins.slice(0, 1),
    ),
    ends: {},
  },
  {
    name: "and notifications of another thread",
    scenario: turn(
      ...turnBegins,
      {
        do: "notify",
        method: "turn/completed",
        params: { threadId: "other", turn: { id: TURN, status: "failed" } },
      },
      image,
      turnEnds("completed"),
    ),
    ends: {},
  },
];

Deno.test("Replies", (test) => playAll(test, strays));

const unreadable: Failed = {
  code: "preflight/start_failed",
  exit: 3,
  retry: "safe",
  says: "does not answer as Codex does",
};
const noStart: Failed = { code: "preflight/start_failed", exit: 3 };
const someAccount: Published = { warnings: [/which account is logged in/] };
const noImage: Failed = { code: "runtime/no_output", exit: 6 };

/** Results that are not what Codex's protocol says. */
const wrongResults: readonly [string, Json, Failed | Published][] = [
  ["initialize", null, noStart],
  ["initialize", [], noStart],
  ["initialize", { userAgent: 169 }, noStart],
  ["initialize", { userAgent: "modly/0.169.0 x", codexHome: 1 }, noStart],
  ["account/read", null, someAccount],
  ["account/read", { account: "someone" }, someAccount],
  ["account/read", { account: { type: 1 } }, someAccount],
  ["account/read", { account: { type: "chatgpt", planType: [] } }, someAccount],
  ["config/read", "config", unreadable],
  ["config/read", { config: null }, unreadable],
  ["config/read", { config: { mcp_servers: [] } }, unreadable],
  ["config/read", { config: { mcp_servers: 7 } }, unreadable],
  ["thread/start", null, unreadable],
  ["thread/start", { thread: null }, unreadable],
  ["thread/start", { thread: { id: 7 } }, unreadable],
];

/** Messages of a turn that are not what Codex's protocol says. */
const wrongNotifications: readonly [string, Json][] = [
  ["turn/started", null],
  ["turn/started", { threadId: THREAD, turn: "turn-1" }],
  ["item/started", { threadId: THREAD, item: null }],
  ["item/completed", []],
  ["item/completed", { threadId: THREAD, item: { type: 5 } }],
  ["item/completed", { threadId: 1, item: { type: "imageGeneration" } }],
  ["error", { threadId: THREAD, error: "broken" }],
  ["error", { threadId: THREAD, error: { message: 1 }, willRetry: "no" }],
  ["turn/completed", "completed"],
  ["turn/completed", { threadId: THREAD }],
  ["account/rateLimits/updated", { rateLimits: [] }],
];

const item = { type: "imageGeneration", id: "ig_1" };

function finished(item: Json): Step {
  const params = { threadId: THREAD, turnId: TURN, item };
  return { do: "notify", method: "item/completed", params };
}

Deno.test("Wrong types in", (test) =>
  playAll(test, [
    ...wrongResults.map(([method, result, ends]): Case => ({
      name: `${method}: ${JSON.stringify(result)}`,
      scenario: answering(method, { do: "reply", result }),
      ends,
    })),
    ...wrongNotifications.map(([method, params]): Case => ({
      name: `${method}: ${JSON.stringify(params)}`,
      scenario: turn(
        ...turnBegins,
        { do: "notify", method, params },
        image,
        turnEnds("completed"),
      ),
      ends: {},
    })),
    {
      name: "the reply to turn/start",
      scenario: turn(
        { do: "reply", result: { turn: { id: 7 } } },
        ...turnBegins.slice(1),
        image,
      ),
      ends: {},
    },
    {
      name: "both messages that name the turn",
      scenario: turn(
        { do: "reply", result: null },
        { do: "notify", method: "turn/started", params: {} },
        image,
        says("Done."),
        turnEnds("completed"),
      ),
      ends: {},
    },
    {
      name: "the error of turn/completed",
      scenario: turn(...turnBegins, {
        do: "notify",
        method: "turn/completed",
        params: {
          threadId: THREAD,
          turn: { id: TURN, status: "failed", error: "broken" },
        },
      }),
      policy: { limits: { stallSeconds: 8 } },
      ends: { code: "runtime/call_failed", exit: 4 },
    },
    ...Object.entries({
      status: { state: "completed" },
      revisedPrompt: ["a cat"],
      failure: "none",
      savedPath: 5,
    }).map(([field, value]): Case => ({
      name: `the ${field} of an image whose bytes are good`,
      scenario: turn(
        ...turnBegins,
        finished({ ...item, result: toBase64(png()), [field]: value }),
        turnEnds("completed"),
      ),
      ends: {},
    })),
    {
      name: "the picture of an image item",
      scenario: turn(
        ...turnBegins,
        finished({ ...item, result: 5 }),
        turnEnds("completed"),
      ),
      ends: noImage,
    },
  ]));
