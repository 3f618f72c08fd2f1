/** Proves that what is known of a turn stays small, and that a flood of images holds nothing up. */
import { assert, assertEquals } from "@std/assert";
import type { Notification } from "../../../src/codex/messages.ts";
import type { ItemReading } from "../../../src/codex/image_item.ts";
import { runTurn, type TurnOptions } from "../../../src/codex/turn.ts";
import { MAX_IMAGE_ITEMS, TurnRecord } from "../../../src/codex/turn_record.ts";
import {
  type Json,
  type Step,
  THREAD,
  TURN,
  turnBegins,
} from "../../fake_codex/scenario.ts";
import { withFakeSession } from "./session.ts";
import { handshakes, PATIENCE_MS } from "../../support/pace.ts";

const MANY = 20_000;
const MIB = 1024 * 1024;
/** How long looking into one image takes here, in milliseconds. */
const READ_MS = 1_000;
/** Longest that a turn may go on when it is to stop, on a busy computer, in milliseconds. */
const STOP_MS = handshakes(10);

function itemOf(method: string, item: Json): Notification {
  const params = { threadId: THREAD, turnId: TURN, item };
  return { kind: "notification", method, params };
}

function image(id: string): Json {
  return { type: "imageGeneration", id, result: "anVuaw==" };
}

Deno.test("TurnRecord keeps the last of what the model said, and not all of it", () => {
  const record = new TurnRecord(THREAD);
  const say = (text: string) =>
    record.apply(itemOf("item/completed", { type: "agentMessage", text }));
  for (let count = 0; count < MANY; count++) say("on ".repeat(100));
  for (let count = 0; count < MANY; count++) say("");
  say("x".repeat(MIB));
  say("the end");
  const kept = record.texts.join("\n");
  assert(kept.length < MIB && record.texts.length < MANY, `${kept.length}`);
  assertEquals(record.texts.at(-1), "the end");
});

Deno.test("TurnRecord takes in so many images and says when there are more", () => {
  const record = new TurnRecord(THREAD);
  for (let count = 0; count < MAX_IMAGE_ITEMS; count++) {
    record.apply(itemOf("item/completed", image(`a${count}`)));
  }
  assertEquals(record.flooded, false);
  record.apply(itemOf("item/completed", image("b")));
  assertEquals(record.flooded, true);
  assertEquals(record.images.length, MAX_IMAGE_ITEMS);
});

Deno.test("TurnRecord knows that an image is open, however many were begun", () => {
  const record = new TurnRecord(THREAD);
  for (let count = 0; count < MANY; count++) {
    record.apply(itemOf("item/started", image(`a${count}`)));
  }
  assertEquals(record.imageOpen, true);
  for (let count = 0; count < MAX_IMAGE_ITEMS; count++) {
    record.apply(itemOf("item/completed", image(`a${count}`)));
  }
  assertEquals(record.imageOpen, false);
});

const stops: readonly (readonly [
  string,
  () => Pick<TurnOptions, "signal" | "deadline">,
])[] = [
  ["cancelled", () => ({
    signal: AbortSignal.timeout(300),
    deadline: Infinity,
  })],
  ["too long", () => ({
    signal: new AbortController().signal,
    deadline: performance.now() + 300,
  })],
];

for (const [why, stop] of stops) {
  Deno.test(`A turn is ${why} although images come quicker than they can be looked at`, async () => {
    const wave = Array.from({ length: MAX_IMAGE_ITEMS }, (_, count): Step => ({
      do: "notify",
      method: "item/completed",
      params: { threadId: THREAD, item: image(`a${count}`) },
    }));
    const on = { "turn/start": [[...turnBegins, ...wave]] };
    await withFakeSession({ on }, async (session) => {
      const begun = performance.now();
      const outcome = await runTurn(
        session,
        { id: THREAD, model: null },
        { text: "a cat", images: [] },
        {
          ...stop(),
          stallMs: 10 * PATIENCE_MS,
          interruptMs: 500,
          read: slowly,
          secure: () => Promise.resolve(),
        },
      );
      assertEquals(outcome.why, why);
      const elapsed = performance.now() - begun;
      assert(elapsed < STOP_MS, `${elapsed} ms`);
    });
  });
}

/** Finds no image, and not at once. */
async function slowly(): Promise<ItemReading> {
  await new Promise((resolve) => setTimeout(resolve, READ_MS));
  return { kind: "none" };
}
