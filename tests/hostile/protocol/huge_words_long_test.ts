/** Proves with whole jobs that no 10 MB of Codex's are shown, and no token in them. */
import { png, toBase64 } from "../../backend/pictures.ts";
import { HUGE } from "../../fake_codex/odd_values.ts";
import {
  type FakeScenario,
  type Json,
  says,
  type Step,
  THREAD,
  TURN,
  turnBegins,
  turnEnds,
  turnError,
} from "../../fake_codex/scenario.ts";
import {
  type Case,
  type Failed,
  fails,
  playAll,
  type Published,
} from "../cases.ts";
import { answering, turn } from "../scenarios.ts";

const inTurn = { threadId: THREAD, turnId: TURN };
const item = { type: "imageGeneration", id: "ig_1", result: toBase64(png()) };

/** Where 10 MB with a token in them can stand and could be shown. */
const hugeWords: readonly [string, FakeScenario, Failed | Published][] = [
  ["its name", { userAgent: HUGE }, fails("preflight/unsupported_version")],
  [
    "the login",
    answering("account/read", account(HUGE, null)),
    fails("preflight/no_entitlement"),
  ],
  ["the plan", answering("account/read", account("chatgpt", HUGE)), {
    warnings: [/not one the policy knows/],
  }],
  [
    "the model",
    answering("thread/start", {
      do: "reply",
      result: { thread: { id: THREAD }, model: HUGE },
    }),
    {},
  ],
  [
    "the image's id and prompt",
    turn(...turnBegins, finished({ ...item, id: HUGE, revisedPrompt: HUGE })),
    {},
  ],
  [
    "its words",
    turn(...turnBegins, says(HUGE), turnEnds("completed")),
    fails("runtime/no_output"),
  ],
  [
    "an error",
    turn(...turnBegins, turnError(HUGE, HUGE), turnEnds("completed")),
    fails("runtime/call_failed"),
  ],
  [
    "the error of a turn with an image",
    turn({
      do: "together",
      steps: [
        ...turnBegins,
        { do: "image" },
        turnEnds("failed", { message: HUGE }),
      ],
    }),
    { warnings: [/Codex reported an error/] },
  ],
  [
    "the end of its turn",
    turn(...turnBegins, turnEnds(HUGE, { message: HUGE })),
    fails("runtime/call_failed"),
  ],
  [
    "the reason of an image that failed",
    turn(
      ...turnBegins,
      finished({ ...item, result: "", failure: { type: HUGE } }),
      turnEnds("completed"),
    ),
    fails("runtime/call_failed"),
  ],
];

function account(type: Json, planType: Json): Step {
  return { do: "reply", result: { account: { type, planType } } };
}

function finished(item: Json): Step {
  const params = { ...inTurn, item };
  return { do: "notify", method: "item/completed", params };
}

Deno.test("Codex says 10 MB", (test) =>
  playAll(
    test,
    hugeWords.map(([where, scenario, ends]): Case => ({
      name: `as ${where}`,
      scenario,
      ends,
    })),
  ));
