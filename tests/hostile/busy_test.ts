import { assert, assertEquals } from "@std/assert";
import type { FakeScenario, Step } from "../fake_codex/scenario.ts";
import { type Case, playAll } from "./cases.ts";
import { calls } from "./waiting.ts";

const busy: Step = {
  do: "error",
  code: -32001,
  message: "Server overloaded; retry later.",
};
const usual: Step = { do: "default" };

function busyTwice(method: string): FakeScenario {
  return { on: { [method]: [[busy], [busy], [usual]] } };
}

function alwaysBusy(method: string): FakeScenario {
  return { on: { [method]: [[busy]] } };
}

const cases: readonly Case[] = [
  ...["config/read", "thread/start"].flatMap((method): Case[] => [
    {
      name: `at ${method}, twice`,
      scenario: busyTwice(method),
      ends: {},
      also: async ({ codex }) => assertEquals(await calls(codex, method), 3),
    },
    {
      name: `at ${method}, always`,
      scenario: alwaysBusy(method),
      ends: { code: "preflight/start_failed", exit: 3, retry: "safe" },
      also: async ({ codex }) => assert(await calls(codex, method) <= 4),
    },
  ]),
  {
    name: "at account/read, which is only a warning",
    scenario: alwaysBusy("account/read"),
    ends: { warnings: [/which account is logged in/] },
  },
  {
    name: "at turn/start, which is never asked twice",
    scenario: busyTwice("turn/start"),
    ends: { code: "runtime/call_failed", exit: 4, retry: "safe" },
    also: async ({ codex }) =>
      assertEquals(await calls(codex, "turn/start"), 1),
  },
];

Deno.test("Codex is busy", (test) => playAll(test, cases));
