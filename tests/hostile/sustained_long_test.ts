/**
 * Proves that 10,000 messages a second, kept up while an image is being made,
 * neither hold up the image nor a Ctrl-C.
 */
import { assert, assertEquals } from "@std/assert";
import {
  type FakeScenario,
  type Json,
  type Step,
  THREAD,
  TURN,
  turnBegins,
} from "../fake_codex/scenario.ts";
import { withFake } from "../support/fixture.ts";
import {
  type Case,
  type Failed,
  fails,
  job,
  playAll,
  playSteps,
  type Published,
} from "./cases.ts";
import { failure } from "./documents.ts";
import { until } from "./waiting.ts";

const SECONDS = 2;
const PER_SECOND = 10_000;

const inTurn = { threadId: THREAD, turnId: TURN };

function item(method: string, value: Json): Json {
  return { method, params: { ...inTurn, item: value } };
}

/** What may come 10,000 times a second, and what comes of a job then. */
const floods: readonly [string, Json, Failed | Published][] = [
  ["words bit by bit", {
    method: "item/agentMessage/delta",
    params: { ...inTurn, itemId: "m", delta: "and on and on " },
  }, {}],
  [
    "whole messages",
    item("item/completed", { type: "agentMessage", id: "<<n>>", text: "on" }),
    {},
  ],
  [
    "images that begin",
    item("item/started", { type: "imageGeneration", id: "<<n>>" }),
    {},
  ],
  [
    "images that are none",
    item("item/completed", {
      type: "imageGeneration",
      id: "<<n>>",
      result: "anVuaw==",
    }),
    fails("runtime/protocol_error"),
  ],
  ["news of the usage", {
    method: "account/rateLimits/updated",
    params: { rateLimits: { primary: { usedPercent: 7 } } },
  }, {}],
  ["messages of another thread", {
    method: "turn/completed",
    params: { threadId: "another", turn: { id: TURN, status: "failed" } },
  }, {}],
  ["errors that are retried", {
    method: "error",
    params: { ...inTurn, error: { message: "again" }, willRetry: true },
  }, {}],
  ["answers to nobody", { id: "<<n>>", result: {} }, {}],
  ["questions", {
    id: "<<n>>",
    method: "item/commandExecution/requestApproval",
    params: inTurn,
  }, {}],
];

function flooded(message: Json, ...then: readonly Step[]): FakeScenario {
  const flood: Step = {
    do: "flood",
    message,
    perSecond: PER_SECOND,
    seconds: SECONDS,
  };
  return {
    on: {
      "turn/start": [[
        ...turnBegins,
        { do: "image", only: "started" },
        flood,
        ...then,
      ]],
    },
  };
}

Deno.test("An image is open while 10,000 times a second there come", (test) =>
  playAll(
    test,
    floods.map(([name, message, ends]): Case => ({
      name,
      scenario: flooded(message, { do: "image", only: "completed" }),
      ends,
      also: async ({ codex }) => {
        if ("code" in ends) return;
        const last = (await codex.log()).findLast(({ event }) =>
          event === "flood"
        );
        assert(last?.event === "flood");
        assertEquals(last.sent, SECONDS * PER_SECOND);
      },
    })),
  ));

Deno.test({
  name: "Ctrl-C ends a job while 10,000 times a second there come",
  ignore: Deno.build.os === "windows",
  fn: (test) =>
    playSteps(
      test,
      floods.filter(endless).map(([name, message]) => ({ name, message })),
      ({ message }) => cancelled(flooded(message)),
    ),
});

/** Does the flood itself not end the job? */
function endless([, , ends]: typeof floods[number]): boolean {
  return !("code" in ends);
}

async function cancelled(scenario: FakeScenario): Promise<void> {
  await using scene = await withFake(scenario);
  const { fixture, codex } = scene;
  const run = await fixture.start(job);
  await until(
    "the flood",
    async () => (await codex.log()).some(({ event }) => event === "flood"),
  );
  run.kill("SIGINT");
  failure(await run.result, "runtime/cancelled", 130);
  assertEquals(await fixture.published(), []);
  await fixture.assertNothingLeft();
}
