/**
 * Proves that a turn stops at its image only when that is secured, and that no
 * image is lost however late it comes or however the turn ends.
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Session } from "../../src/codex/session.ts";
import { methodsOf } from "./support_codex.ts";
import {
  accepted,
  ended,
  image,
  imageIds,
  imageStarted,
  listen,
  run,
  started,
  threadId,
  turnId,
} from "./support_running_turn.ts";

Deno.test("runTurn() asks for the image, secures it, interrupts, and gives it back", async () => {
  const steps: string[] = [];
  const { outcome, log } = await run({
    start: [accepted, started, imageStarted, image()],
    options: {
      secure: ({ item }) => {
        steps.push(`secured ${item.id}`);
        return Promise.resolve();
      },
    },
  });
  assertEquals(outcome.why, "image");
  assertEquals(imageIds(outcome), ["a"]);
  assertEquals(steps, ["secured a"]);
  assertEquals(log.received.map(({ method, params }) => ({ method, params })), [
    {
      method: "turn/start",
      params: {
        threadId,
        input: [
          { type: "text", text: "a fox", text_elements: [] },
          { type: "localImage", path: "/tmp/1.png" },
          { type: "localImage", path: "/tmp/2.png" },
        ],
      },
    },
    { method: "turn/interrupt", params: { threadId, turnId } },
  ]);
});

Deno.test("runTurn() interrupts only when the image is safe", async () => {
  const order: string[] = [];
  const live = Promise.withResolvers<Session>();
  const hearEnd = listen("turn/completed", () => order.push("turn ended"));
  const { outcome } = await run({
    start: [accepted, started, image()],
    options: {
      // A question and its answer: an interrupt sent before would be heard by then.
      secure: async () => {
        const { connection } = await live.promise;
        await connection.request("config/read", {}, 2_000);
        order.push("secured");
      },
    },
    meanwhile: (session) => {
      hearEnd(session);
      live.resolve(session);
    },
  });
  assertEquals(imageIds(outcome), ["a"]);
  assertEquals(order, ["secured", "turn ended"]);
});

Deno.test("runTurn() waits for an image that the turn left behind", async () => {
  const { outcome, log } = await run({
    start: [accepted, started, imageStarted, ended("completed")].concat([
      { pause: 200 },
      image(),
    ]),
  });
  assertEquals(outcome.why, "image");
  assertEquals(imageIds(outcome), ["a"]);
  assertEquals(methodsOf(log), ["turn/start"]);
});

Deno.test("runTurn() takes in a second image that finishes before the turn has ended", async () => {
  const { outcome } = await run({
    start: [accepted, started, image("a")],
    interrupt: [{ reply: {} }, image("b"), ended("interrupted")],
  });
  assertEquals(imageIds(outcome), ["a", "b"]);
});

Deno.test("runTurn() waits two seconds and no longer for an interrupted turn to end", async () => {
  const { outcome, tookMs } = await run({
    start: [accepted, started, image()],
    interrupt: [],
  });
  assertEquals(imageIds(outcome), ["a"]);
  assert(tookMs > 1_900, `It took ${tookMs} ms`);
});

Deno.test("runTurn() takes an image whose first report was empty, and counts it once", async () => {
  const { outcome } = await run({
    start: [accepted, started, image("a", ""), image("a"), image("a")],
  });
  assertEquals(imageIds(outcome), ["a"]);
});

Deno.test("runTurn() goes on after an item that is no image", async () => {
  const { outcome } = await run({
    start: [
      accepted,
      started,
      image("a", "is junk"),
      image("b", ""),
      image("c"),
    ],
  });
  assertEquals(outcome.why, "image");
  assertEquals(imageIds(outcome), ["c"]);
  assertEquals(outcome.junk, [{ reason: "is junk", path: undefined }]);
});

Deno.test("runTurn() keeps the image of a turn that fails", async () => {
  const { outcome } = await run({
    start: [accepted, started, image(), ended("failed")],
    interrupt: [],
  });
  assertEquals(imageIds(outcome), ["a"]);
  assertEquals(outcome.record.end?.status, "failed");
});

Deno.test("runTurn() keeps an image when Codex exits right after it", async () => {
  const { outcome } = await run({
    start: [accepted, started, image(), { exit: 1 }],
  });
  assertEquals(imageIds(outcome), ["a"]);
});

Deno.test("runTurn() passes on that the image could not be secured", async () => {
  await assertRejects(
    () =>
      run({
        start: [accepted, started, image()],
        options: { secure: () => Promise.reject(new RangeError("disk full")) },
      }),
    RangeError,
    "disk full",
  );
});
