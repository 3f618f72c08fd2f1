import { assert } from "@std/assert";
import {
  type FakeScenario,
  type Step,
  turnBegins,
  turnEnds,
} from "../fake_codex/scenario.ts";
import { type Case, type Failed, playAll, type Published } from "./cases.ts";

const TOKEN = "sk-proj-0123456789abcdef";
const lastWords: Step = {
  do: "stderr",
  text: `panicked at core/src/lib.rs with ${TOKEN}\n`,
};

/** The ways in which Codex ends itself, and how the product tells them. */
const ways: readonly { name: string; step: Step; says: string }[] = [
  { name: "exit 0", step: { do: "exit", code: 0 }, says: "exit code 0" },
  { name: "exit 1", step: { do: "exit", code: 1 }, says: "exit code 1" },
  { name: "a crash", step: { do: "crash" }, says: "SIGKILL" },
];

/** The moments at which it does, and what comes of them. */
const moments: readonly {
  name: string;
  play: (end: Step) => FakeScenario["on"];
  ends: Failed | Published;
}[] = [
  {
    name: "before it reads anything",
    play: (end) => ({ start: [[lastWords, end]] }),
    ends: { code: "preflight/start_failed", exit: 3, retry: "safe" },
  },
  {
    name: "at initialize",
    play: (end) => ({ initialize: [[lastWords, end]] }),
    ends: { code: "preflight/start_failed", exit: 3, retry: "safe" },
  },
  {
    name: "after initialize",
    play: (end) => ({ initialize: [[lastWords, { do: "default" }, end]] }),
    ends: { code: "preflight/start_failed", exit: 3, retry: "safe" },
  },
  {
    name: "at thread/start",
    play: (end) => ({ "thread/start": [[lastWords, end]] }),
    ends: { code: "preflight/start_failed", exit: 3, retry: "safe" },
  },
  {
    name: "at turn/start",
    play: (end) => ({ "turn/start": [[lastWords, end]] }),
    ends: { code: "runtime/outcome_unknown", exit: 5, retry: "unsafe" },
  },
  {
    name: "after turn/start",
    play: (end) => ({ "turn/start": [[...turnBegins, lastWords, end]] }),
    ends: { code: "runtime/outcome_unknown", exit: 5, retry: "unsafe" },
  },
  {
    name: "while the image is open",
    play: (end) => ({
      "turn/start": [[
        ...turnBegins,
        { do: "image", only: "started" },
        turnEnds("completed"),
        lastWords,
        end,
      ]],
    }),
    ends: { code: "runtime/outcome_unknown", exit: 5, retry: "unsafe" },
  },
  {
    name: "in the middle of the image's line",
    play: (end) => ({
      "turn/start": [[
        ...turnBegins,
        { do: "raw", text: '{"method":"item/completed","params":{"thr' },
        lastWords,
        end,
      ]],
    }),
    ends: { code: "runtime/outcome_unknown", exit: 5, retry: "unsafe" },
  },
  {
    name: "after the image",
    play: (end) => ({ "turn/start": [[...turnBegins, { do: "image" }, end]] }),
    ends: {},
  },
  {
    name: "at turn/interrupt",
    play: (end) => ({
      "turn/start": [[...turnBegins, { do: "image" }]],
      "turn/interrupt": [[end]],
    }),
    ends: {},
  },
];

const cases = moments.flatMap(({ name, play, ends }) =>
  ways.map((way): Case => ({
    name: `${name}, by ${way.name}`,
    rare: way.name !== "a crash" && name !== "at turn/start",
    scenario: { on: play(way.step) ?? {} },
    ends: "code" in ends ? { ...ends, says: way.says } : ends,
    also: ({ run }) => {
      assert(!run.stdout.includes(TOKEN));
      assert(!run.stderr.includes(TOKEN));
      if (!("code" in ends)) return;
      assert(run.stdout.includes("panicked at core/src/lib.rs"), run.stdout);
    },
  }))
);

Deno.test("Codex ends", (test) => playAll(test, cases));

/** Codex is gone before the turn is asked for, or while it is: both are right. */
Deno.test("Codex ends after thread/start and the answer is on the safe side", (test) =>
  playAll(
    test,
    ways.map(({ name, step }): Case => ({
      name,
      scenario: { on: { "thread/start": [[{ do: "default" }, step]] } },
      ends: { code: "runtime/outcome_unknown", exit: 5 },
    })),
  ));
