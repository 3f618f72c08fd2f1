/**
 * Proves how a turn ends by anything but its image: by itself, with Codex, by a
 * refusal, a cancel, silence or the deadline; and when it is interrupted.
 */
import { assertEquals } from "@std/assert";
import { methodsOf } from "./support_codex.ts";
import type { Step } from "./support_program.ts";
import {
  accepted,
  ended,
  image,
  imageIds,
  imageStarted,
  listen,
  run,
  send,
  started,
  threadId,
  turnId,
} from "./support_running_turn.ts";

Deno.test("runTurn() ends with the turn when there is no image", async () => {
  const { outcome, log } = await run({
    start: [accepted, started, image("a", "is junk"), ended("completed")],
  });
  assertEquals(outcome.why, "ended");
  assertEquals(imageIds(outcome), []);
  assertEquals(methodsOf(log), ["turn/start"]);
});

Deno.test("runTurn() is lost when Codex exits without an image", async () => {
  const { outcome } = await run({
    start: [accepted, started, imageStarted, { exit: 1 }],
  });
  assertEquals(outcome.why, "lost");
  assertEquals(outcome.ending?.kind, "exited");
});

Deno.test("runTurn() is refused when Codex answers with an error", async () => {
  const { outcome, log } = await run({
    start: [{ replyError: { code: -32600, message: "no such thread" } }],
  });
  assertEquals(outcome.why, "refused");
  assertEquals(outcome.reply, {
    kind: "error",
    code: -32600,
    message: "no such thread",
  });
  assertEquals(methodsOf(log), ["turn/start"]);
});

Deno.test("runTurn() interrupts when it is cancelled", async () => {
  const controller = new AbortController();
  const { outcome, log } = await run({
    start: [accepted, started, imageStarted],
    options: { signal: controller.signal },
    meanwhile: listen("item/started", () => controller.abort()),
  });
  assertEquals(outcome.why, "cancelled");
  assertEquals(methodsOf(log), ["turn/start", "turn/interrupt"]);
});

Deno.test("runTurn() interrupts a turn that is cancelled before its id is known", async () => {
  const controller = new AbortController();
  const { outcome, log } = await run({
    start: [{ pause: 300 }, accepted],
    options: { signal: controller.signal },
    meanwhile: () => controller.abort(),
  });
  assertEquals(outcome.why, "cancelled");
  assertEquals(methodsOf(log), ["turn/start", "turn/interrupt"]);
  assertEquals(log.received[1]?.params, { threadId, turnId });
});

Deno.test("runTurn() keeps an image that comes while it is being cancelled", async () => {
  const controller = new AbortController();
  const { outcome } = await run({
    start: [accepted, started],
    interrupt: [image(), { reply: {} }, ended("interrupted")],
    options: { signal: controller.signal },
    meanwhile: () => controller.abort(),
  });
  assertEquals(outcome.why, "cancelled");
  assertEquals(imageIds(outcome), ["a"]);
});

Deno.test("runTurn() stops when Codex gives no sign of life", async () => {
  const { outcome, log } = await run({
    start: [accepted, started],
    options: { stallMs: 200 },
  });
  assertEquals(outcome.why, "stalled");
  assertEquals(methodsOf(log), ["turn/start", "turn/interrupt"]);
});

Deno.test("runTurn() stops at the deadline although Codex gives signs of life", async () => {
  const life = send("item/reasoning/textDelta", { delta: "x" });
  const { outcome } = await run({
    start: [
      accepted,
      ...Array.from({ length: 12 }, (): Step[] => [life, { pause: 50 }])
        .flat(),
    ],
    options: { deadline: performance.now() + 1_000 },
  });
  assertEquals(outcome.why, "too long");
});
