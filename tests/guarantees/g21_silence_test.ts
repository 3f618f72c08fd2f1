/**
 * Proves G21: any notification is a sign of life, and silence is allowed for
 * 180 s, if the policy says nothing else.
 */
import { assert, assertEquals } from "@std/assert";
import { TurnRecord } from "../../src/codex/turn_record.ts";
import { judgeTurn } from "../../src/codex/turn_rules.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import {
  accepted,
  image,
  imageIds,
  run,
  send,
  started,
} from "../codex/support_running_turn.ts";
import type { Step } from "../codex/support_program.ts";
import { notification } from "../codex/support_turn.ts";
import { handshakes } from "../support/pace.ts";

const PATIENCE = 180_000;

/** Notifications that tell a turn nothing, and one of nobody's. */
const signs = [
  "item/agentMessage/delta",
  "item/reasoning/textDelta",
  "thread/tokenUsage/updated",
  "account/rateLimits/updated",
  "thread/status/changed",
  "something/of/the/future",
];

for (const method of signs) {
  Deno.test(`${method} is a sign of life`, () =>
    assert(new TurnRecord("t").apply(notification(method, {}))));
}

Deno.test("Signs of life of any kind keep a turn going beyond its patience", async () => {
  const pause: Step = { pause: handshakes(1) / 2 };
  const { outcome } = await run({
    start: [
      accepted,
      started,
      ...signs.flatMap((method) => [pause, send(method, {})]),
      image(),
    ],
    options: { stallMs: handshakes(2) },
  });
  assertEquals(outcome.why, "image");
  assertEquals(imageIds(outcome), ["a"]);
});

Deno.test("A turn may be silent for 180 s, and no longer", () => {
  const { stallSeconds } = builtInPolicy().limits;
  assertEquals(stallSeconds * 1_000, PATIENCE);
  const at = (now: number) =>
    judgeTurn(new TurnRecord("t"), {
      now,
      lastLife: 0,
      deadline: 600_000,
      stallMs: stallSeconds * 1_000,
      cancelled: false,
      lost: false,
      reply: { kind: "result", result: {} },
    });
  assertEquals(at(PATIENCE - 1), { kind: "wait", until: PATIENCE });
  assertEquals(at(PATIENCE), { kind: "stop", why: "stalled" });
});
