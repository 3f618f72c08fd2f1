/** Proves with whole jobs what comes of errors, of any form, where results belong. */
import { HUGE } from "../../fake_codex/odd_values.ts";
import {
  type FakeScenario,
  type Json,
  type Step,
  turnBegins,
  turnEnds,
} from "../../fake_codex/scenario.ts";
import {
  type Case,
  type Failed,
  fails,
  playAll,
  type Published,
} from "../cases.ts";

const usual: Step = { do: "default" };
const unknownAccount: Published = { warnings: [/which account is logged in/] };

/** The product's requests, and what comes of a job when one is refused. */
const refused: readonly [string, Failed | Published][] = [
  ["initialize", fails("preflight/start_failed")],
  ["account/read", unknownAccount],
  ["config/read", fails("preflight/start_failed")],
  ["thread/start", fails("preflight/start_failed")],
  ["turn/start", fails("runtime/call_failed")],
  ["turn/interrupt", {}],
  ["account/rateLimits/read", fails("runtime/usage_limit")],
];

const usedUp: readonly Step[] = [
  ...turnBegins,
  turnEnds("failed", {
    message: "used up",
    codexErrorInfo: "usageLimitExceeded",
  }),
];

/** A job in which `method` is called and gets this answer. */
function answered(method: string, answer: Step): FakeScenario {
  const turn = method === "account/rateLimits/read" ? usedUp : [usual];
  return { on: { "turn/start": [turn], [method]: [[answer]] } };
}

/** What Codex may answer with instead of a result. */
const errors: readonly [string, Json | undefined][] = [
  ["an error of 10 MB", { code: -32600, message: HUGE, data: HUGE }],
  ["an error that is a text", "no"],
  ["an error without words", { code: -32600 }],
  ["an error whose code has 10 MB", { code: HUGE, message: "no" }],
  ["neither an error nor a result", undefined],
];

for (const [form, error] of errors) {
  Deno.test(`Codex's answer is ${form}:`, (test) =>
    playAll(
      test,
      refused.map(([method, ends]): Case => ({
        name: method,
        scenario: answered(
          method,
          error === undefined ? { do: "reply" } : { do: "refuse", error },
        ),
        ends,
      })),
    ));
}
