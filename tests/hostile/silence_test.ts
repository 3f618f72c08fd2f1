import { assertEquals } from "@std/assert";
import { type FakeScenario, turnBegins } from "../fake_codex/scenario.ts";
import { type Case, type Failed, playAll } from "./cases.ts";
import { calls } from "./waiting.ts";
import { handshakes } from "../support/pace.ts";

const late: Failed = {
  code: "preflight/time_limit",
  exit: 3,
  retry: "safe",
  says: "time limit passed",
};
const unknown: Failed = {
  code: "runtime/outcome_unknown",
  exit: 5,
  retry: "unsafe",
};
const stalling = { limits: { stallSeconds: 0.5 } };
/** A time in which a job gets to its turn, in seconds. */
const LONG_ENOUGH = handshakes(4) / 1_000;

/** Never answers `method`. */
function silentAt(method: string): FakeScenario {
  return { on: { [method]: [[]] } };
}

const cases: readonly Case[] = [
  {
    name: "initialize",
    scenario: silentAt("initialize"),
    policy: { limits: { handshakeSeconds: 0.5 } },
    ends: { code: "preflight/handshake_timeout", exit: 3, retry: "safe" },
  },
  {
    name: "account/read, which is only a warning",
    scenario: silentAt("account/read"),
    ends: { warnings: [/which account is logged in/] },
  },
  ...["account/read", "config/read", "thread/start"].map((method): Case => ({
    name: `${method} until the job's time is over`,
    scenario: silentAt(method),
    policy: { limits: { jobSeconds: 1.5 } },
    ends: late,
    also: async ({ codex }) =>
      assertEquals(await calls(codex, "turn/start"), 0),
  })),
  {
    name: "turn/start",
    scenario: silentAt("turn/start"),
    policy: stalling,
    ends: { ...unknown, says: "signs of life" },
  },
  {
    name: "the turn",
    scenario: { on: { "turn/start": [turnBegins] } },
    policy: stalling,
    ends: { ...unknown, says: "signs of life" },
    also: async ({ codex }) =>
      assertEquals(await calls(codex, "turn/interrupt"), 1),
  },
  {
    name: "the turn and its interrupt",
    scenario: { on: { "turn/start": [turnBegins], "turn/interrupt": [[]] } },
    policy: stalling,
    ends: unknown,
  },
  {
    name: "the turn until the job's time is over",
    scenario: { on: { "turn/start": [turnBegins] } },
    policy: { limits: { jobSeconds: LONG_ENOUGH } },
    ends: { ...unknown, says: "time limit" },
    also: async ({ codex }) =>
      assertEquals(await calls(codex, "turn/interrupt"), 1),
  },
  {
    name: "the turn until --timeout is over",
    scenario: { on: { "turn/start": [turnBegins] } },
    args: ["--timeout", String(LONG_ENOUGH)],
    ends: { ...unknown, says: "time limit" },
  },
  {
    name: "turn/start's reply, while the picture comes",
    scenario: { on: { "turn/start": [[{ do: "image" }]] } },
    ends: {},
  },
];

Deno.test("Codex is silent at", (test) => playAll(test, cases));
