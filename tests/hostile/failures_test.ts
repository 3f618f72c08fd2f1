import { assertEquals } from "@std/assert";
import {
  type FakeScenario,
  type Json,
  says,
  turnBegins,
  turnEnds,
  turnError,
} from "../fake_codex/scenario.ts";
import { type Case, type Failed, playAll } from "./cases.ts";
import { calls } from "./waiting.ts";

const MESSAGE = "the service said no";

function failedTurn(info: Json): FakeScenario {
  const error = { message: MESSAGE, codexErrorInfo: info };
  return {
    on: {
      "turn/start": [[
        ...turnBegins,
        turnError(MESSAGE, info),
        turnEnds("failed", error),
      ]],
    },
  };
}

const ends = {
  usageLimit: { code: "runtime/usage_limit", exit: 4, retry: "after" },
  rateLimited: { code: "runtime/rate_limited", exit: 4, retry: "after" },
  unauthorized: { code: "runtime/unauthorized", exit: 4, retry: "safe" },
  overloaded: { code: "runtime/overloaded", exit: 4, retry: "after" },
  rejected: { code: "runtime/rejected", exit: 4, retry: "unsafe" },
  unknown: { code: "runtime/outcome_unknown", exit: 5, retry: "unsafe" },
  failed: { code: "runtime/call_failed", exit: 4, retry: "unsafe" },
} as const satisfies Record<string, Failed>;

const infos: readonly [Json, Failed][] = [
  ["usageLimitExceeded", ends.usageLimit],
  ["sessionBudgetExceeded", ends.usageLimit],
  ["rateLimitExceeded", ends.rateLimited],
  ["unauthorized", ends.unauthorized],
  ["serverOverloaded", ends.overloaded],
  ["policyCapacityUnavailable", ends.overloaded],
  ["flexUnavailable", ends.overloaded],
  ["internalServerError", ends.overloaded],
  ["cyberPolicy", ends.rejected],
  ["misalignmentPolicyViolation", ends.rejected],
  ["inferenceHookDenied", ends.rejected],
  ["tooManyDenials", ends.rejected],
  ["contextWindowExceeded", ends.failed],
  ["badRequest", ends.failed],
  ["sandboxError", ends.failed],
  ["other", ends.failed],
  ["somethingOfTheFuture", ends.failed],
  [null, ends.failed],
  [{ responseStreamDisconnected: { httpStatusCode: null } }, ends.unknown],
  [
    { responseStreamConnectionFailed: { httpStatusCode: 401 } },
    ends.unauthorized,
  ],
  [
    { responseTooManyFailedAttempts: { httpStatusCode: 429 } },
    ends.rateLimited,
  ],
  [{ httpConnectionFailed: { httpStatusCode: 503 } }, ends.overloaded],
  [{ httpConnectionFailed: { httpStatusCode: 404 } }, ends.failed],
];

Deno.test("A turn fails with", (test) =>
  playAll(
    test,
    infos.map(([info, failed], at): Case => ({
      name: JSON.stringify(info),
      // `codex/` has the whole table; here one of each ending.
      rare: infos.findIndex(([, one]) => one === failed) !== at,
      scenario: failedTurn(info),
      ends: { ...failed, says: MESSAGE },
      also: async ({ codex }) =>
        assertEquals(await calls(codex, "turn/start"), 1),
    })),
  ));

const details: readonly Case[] = [
  {
    name: "an error that nothing follows",
    scenario: {
      on: {
        "turn/start": [[...turnBegins, turnError(MESSAGE, "badRequest")]],
      },
    },
    ends: { ...ends.failed, says: MESSAGE },
  },
  {
    name: "a connection that breaks again and again",
    scenario: {
      on: {
        "turn/start": [[
          ...turnBegins,
          turnError("Reconnecting... 5/5", {
            responseStreamDisconnected: { httpStatusCode: null },
          }, true),
          turnError(MESSAGE, "other"),
          turnEnds("failed", { message: MESSAGE, codexErrorInfo: "other" }),
        ]],
      },
    },
    ends: { ...ends.unknown, says: MESSAGE },
  },
  {
    name: "a retried error is none",
    scenario: {
      on: {
        "turn/start": [[
          ...turnBegins,
          turnError(MESSAGE, "serverOverloaded", true),
          { do: "image" },
          turnEnds("completed"),
        ]],
      },
    },
    ends: {},
  },
  {
    name: "turn/start is refused",
    scenario: {
      on: {
        "turn/start": [[{ do: "error", code: -32600, message: MESSAGE }]],
      },
    },
    ends: { ...ends.failed, retry: "safe", says: MESSAGE },
  },
  {
    name: "somebody else stops the turn",
    scenario: {
      on: { "turn/start": [[...turnBegins, turnEnds("interrupted")]] },
    },
    ends: ends.unknown,
  },
  {
    name: "the tool is refused and the model says so",
    scenario: {
      on: {
        "turn/start": [[
          ...turnBegins,
          says("image generation failed: http 400 moderation_blocked"),
          turnEnds("completed"),
        ]],
      },
    },
    ends: { ...ends.rejected, says: "moderation_blocked" },
  },
  {
    name: "secrets in the error are masked",
    scenario: {
      on: {
        "turn/start": [[
          ...turnBegins,
          turnEnds("failed", {
            message: `Bearer sk-abcdefghijklmnop ${"A".repeat(4_000)}`,
            codexErrorInfo: "other",
          }),
        ]],
      },
    },
    ends: { ...ends.failed, says: "[data]" },
    also: ({ run }) =>
      assertEquals(/sk-abcdef|A{128}/.test(run.stdout + run.stderr), false),
  },
];

Deno.test("A turn fails and", (test) => playAll(test, details));
