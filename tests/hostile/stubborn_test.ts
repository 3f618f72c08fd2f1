import { assertEquals } from "@std/assert";
import { type Step, turnBegins } from "../fake_codex/scenario.ts";
import { type Case, type EndedCase, playAll } from "./cases.ts";

const image: Step = { do: "image" };
const grandchild: Step = { do: "grandchild" };
const usual: Step = { do: "default" };
/** More than a pipe holds, so that writing it waits for a reader. */
const longPrompt = "a very long cat ".repeat(6_000);

async function endedBy(
  { codex }: EndedCase,
  events: readonly string[],
): Promise<void> {
  const seen = (await codex.log()).map((entry) => entry.event)
    .filter((event) => event === "eof" || event === "SIGTERM");
  assertEquals(seen, events);
}

const cases: readonly Case[] = [
  {
    name: "that ignores the end of its input and SIGTERM",
    scenario: { stubborn: true },
    ends: {},
    also: (ended) => endedBy(ended, ["eof", "SIGTERM"]),
  },
  {
    name: "that ignores them after a failure",
    scenario: {
      stubborn: true,
      on: { "thread/start": [[{ do: "error", code: -32600, message: "no" }]] },
    },
    ends: { code: "preflight/start_failed", exit: 3 },
    also: (ended) => endedBy(ended, ["eof", "SIGTERM"]),
  },
  {
    name: "that ignores them after a handshake that came too late",
    scenario: { stubborn: true, on: { initialize: [[]] } },
    policy: { limits: { handshakeSeconds: 0.5 } },
    ends: { code: "preflight/handshake_timeout", exit: 3 },
  },
  {
    name: "that never reads",
    scenario: { on: { start: [[{ do: "stopReading" }]] } },
    policy: { limits: { handshakeSeconds: 0.5 } },
    ends: { code: "preflight/handshake_timeout", exit: 3 },
    also: (ended) => endedBy(ended, ["SIGTERM"]),
  },
  {
    name: "that reads no more once the thread is there",
    scenario: { on: { "thread/start": [[{ do: "stopReading" }, usual]] } },
    policy: { limits: { stallSeconds: 0.5 } },
    ends: { code: "runtime/outcome_unknown", exit: 5 },
    also: (ended) => endedBy(ended, ["SIGTERM"]),
  },
  {
    name: "that does not take a long prompt",
    scenario: { on: { "thread/start": [[{ do: "stopReading" }, usual]] } },
    prompt: longPrompt,
    ends: {
      code: "runtime/outcome_unknown",
      exit: 5,
      says: "Codex did not read its input",
    },
  },
  {
    name: "whose helper holds its pipes",
    scenario: {
      on: { "turn/start": [[...turnBegins, grandchild, image]] },
    },
    ends: {},
  },
  {
    name: "that ends while its helper holds its pipes",
    scenario: {
      on: {
        "turn/start": [[...turnBegins, grandchild, { do: "exit", code: 1 }]],
      },
    },
    ends: { code: "runtime/outcome_unknown", exit: 5, says: "exit code 1" },
  },
  {
    name: "that ends before the handshake while its helper holds its pipes",
    scenario: {
      on: { initialize: [[grandchild, { do: "exit", code: 1 }]] },
    },
    ends: { code: "preflight/start_failed", exit: 3, says: "exit code 1" },
  },
];

Deno.test({
  name: "Nothing is left of a Codex",
  // Windows has no SIGTERM: there every end is at once.
  ignore: Deno.build.os === "windows",
  fn: (test) => playAll(test, cases),
});
