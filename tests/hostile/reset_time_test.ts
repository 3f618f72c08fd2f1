import { assertEquals } from "@std/assert";
import {
  type FakeScenario,
  type Step,
  THREAD,
  TURN,
  turnBegins,
  turnEnds,
} from "../fake_codex/scenario.ts";
import { type Case, playAll } from "./cases.ts";

/** Unix seconds, and the same as ISO 8601. */
const reset = { seconds: 1_900_000_000, text: "2030-03-17T17:46:40.000Z" };

const usage = {
  rateLimits: {
    primary: { usedPercent: 100, resetsAt: reset.seconds },
    secondary: { usedPercent: 40, resetsAt: 1_900_500_000 },
  },
};
const usageNews: Step = {
  do: "notify",
  method: "account/rateLimits/updated",
  params: usage,
};

const failed = turnEnds("failed", {
  message: "You've hit your usage limit",
  codexErrorInfo: "usageLimitExceeded",
});

/** As 0.169 tells it when only the image tool is used up. */
const emptyItem: Step = {
  do: "notify",
  method: "item/completed",
  params: {
    threadId: THREAD,
    turnId: TURN,
    item: {
      type: "imageGeneration",
      id: "ig_1",
      status: "failed",
      result: "",
      failure: { type: "usageLimitExceeded", resetsAt: reset.seconds },
    },
  },
};

const unanswered: Step = { do: "error", code: -32603, message: "network" };

/** The turn, and what Codex says when it is asked for the usage. */
function scenario(turn: readonly Step[], asked: Step): FakeScenario {
  return {
    on: {
      "turn/start": [[...turnBegins, ...turn]],
      "account/rateLimits/read": [[asked]],
    },
  };
}

const sources: readonly [string, FakeScenario, string | undefined][] = [
  ["a notification", scenario([usageNews, failed], unanswered), reset.text],
  [
    "a question",
    scenario([failed], { do: "reply", result: usage }),
    reset.text,
  ],
  [
    "the image item",
    scenario([emptyItem, turnEnds("completed")], unanswered),
    reset.text,
  ],
  ["nobody", scenario([failed], unanswered), undefined],
  [
    "an answer that has none",
    scenario([failed], { do: "reply", result: { rateLimits: null } }),
    undefined,
  ],
];

Deno.test("The time at which the usage limit resets is known from", (test) =>
  playAll(
    test,
    sources.map(([name, scenario, expected]): Case => ({
      name,
      scenario,
      ends: { code: "runtime/usage_limit", exit: 4, retry: "after" },
      also: ({ document }) =>
        assertEquals(document.ok || document.retryAfter, expected),
    })),
  ));
