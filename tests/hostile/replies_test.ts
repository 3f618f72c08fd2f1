import {
  type Step,
  TURN,
  turnBegins,
  turnEnds,
} from "../fake_codex/scenario.ts";
import { type Case, playAll } from "./cases.ts";
import { answering, turn } from "./scenarios.ts";

const image: Step = { do: "image" };
const usual: Step = { do: "default" };

/** Results that would change the job if they were anybody's; the product counts from 1. */
function early(ids: readonly number[]): Step[] {
  const result = {
    account: null,
    thread: { id: "another" },
    turn: { id: "another" },
  };
  return ids.map((id) => ({ do: "send", message: { id, result } }));
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
    name: "to requests that are yet to be made",
    scenario: {
      on: {
        start: [early([2, 3, 4, 5, 6])],
        "config/read": [[...early([4, 5, 6]), usual]],
        "thread/start": [[...early([5, 6]), usual]],
      },
    },
    ends: {},
  },
  {
    name: "that come twice",
    scenario: {
      on: Object.fromEntries(
        [
          ...["initialize", "account/read", "config/read", "thread/start"],
          ...["turn/start", "turn/interrupt"],
        ].map((method) => [method, [[usual, usual]]]),
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
