import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import type { ItemReading } from "../../src/codex/image_item.ts";
import type { ImageItem } from "../../src/codex/protocol.ts";
import {
  runTurn,
  type TurnOptions,
  type TurnOutcome,
} from "../../src/codex/turn.ts";
import type { Session } from "../../src/codex/session.ts";
import {
  inFolder,
  inTime,
  type Log,
  methodsOf,
  readLog,
  withSession,
} from "./support_codex.ts";
import type { Step } from "./support_program.ts";

const turnId = "turn-1";
const threadId = "t1";

const accepted: Step = { reply: { turn: { id: turnId } } };

function send(method: string, params: object): Step {
  return { send: { method, params: { threadId, turnId, ...params } } };
}

const started = send("turn/started", { turn: { id: turnId } });

function item(method: string, id: string, result: string): Step {
  return send(method, {
    item: { type: "imageGeneration", id, status: "completed", result },
  });
}

const imageStarted = item("item/started", "a", "");
const image = (id = "a", result = "picture") =>
  item("item/completed", id, result);
const ended = (status: string) => send("turn/completed", { turn: { status } });
const stopped: Step[] = [{ reply: {} }, ended("interrupted")];

/** Reads items as if the text "picture" were an image. */
function read(item: ImageItem): Promise<ItemReading> {
  if (item.result !== "picture") {
    const reason = item.result ?? "";
    return Promise.resolve(reason ? { ok: false, reason } : { ok: false });
  }
  const bytes = new Uint8Array();
  const facts = {
    format: "png",
    width: 1,
    height: 1,
    bytes: 0,
    alphaChannel: false,
    animated: false,
    trailingBytes: 0,
  } as const;
  return Promise.resolve({
    ok: true,
    image: { item, bytes, facts, savedPath: undefined },
  });
}

/** Is called with the session once the turn runs. */
type Meanwhile = (session: Session) => void;

interface Turn {
  /** What Codex does when the turn is started, and when it is interrupted. */
  readonly start: readonly Step[];
  readonly interrupt?: readonly Step[];
  readonly options?: Partial<TurnOptions>;
  readonly meanwhile?: Meanwhile;
}

/** Runs a turn; gives its outcome and what Codex received from the turn on. */
async function run(
  { start, interrupt = stopped, options, meanwhile }: Turn,
): Promise<{ outcome: TurnOutcome; log: Log; tookMs: number }> {
  const results: { outcome: TurnOutcome; log: Log; tookMs: number }[] = [];
  await inFolder(async (folder) => {
    const path = join(folder, "log");
    await withSession({
      log: path,
      on: { "turn/start": [start], "turn/interrupt": [interrupt] },
    }, async (session) => {
      const startedAt = performance.now();
      const running = runTurn(
        session,
        { id: threadId, model: null },
        { text: "a fox", images: ["/tmp/1.png", "/tmp/2.png"] },
        {
          deadline: startedAt + 20_000,
          stallMs: 20_000,
          signal: new AbortController().signal,
          read,
          secure: () => Promise.resolve(),
          ...options,
        },
      );
      meanwhile?.(session);
      const outcome = await inTime(running, 10_000);
      const tookMs = performance.now() - startedAt;
      const { start, received } = await readLog(path);
      results.push({
        outcome,
        log: { start, received: received.slice(2) },
        tookMs,
      });
    });
  });
  const [result] = results;
  assert(result);
  return result;
}

const imageIds = ({ images }: TurnOutcome) => images.map(({ item }) => item.id);

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
  const { outcome } = await run({
    start: [accepted, started, image()],
    options: {
      secure: async () => {
        await new Promise((resume) => setTimeout(resume, 200));
        order.push("secured");
      },
    },
    meanwhile: listen("turn/completed", () => order.push("turn ended")),
  });
  assertEquals(imageIds(outcome), ["a"]);
  assertEquals(order, ["secured", "turn ended"]);
});

/** Calls `heard` after each notification of `method`. */
function listen(method: string, heard: () => void): Meanwhile {
  return ({ connection }) => {
    const { onNotification } = connection;
    connection.onNotification = (notification) => {
      onNotification(notification);
      if (notification.method === method) heard();
    };
  };
}

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

Deno.test("runTurn() waits two seconds at most for an interrupted turn to end", async () => {
  const { outcome, tookMs } = await run({
    start: [accepted, started, image()],
    interrupt: [],
  });
  assertEquals(imageIds(outcome), ["a"]);
  assert(tookMs > 1_900 && tookMs < 3_500, `It took ${tookMs} ms`);
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
  assertEquals(outcome.junk, ["is junk"]);
});

Deno.test("runTurn() ends with the turn when there is no image", async () => {
  const { outcome, log } = await run({
    start: [accepted, started, image("a", "is junk"), ended("completed")],
  });
  assertEquals(outcome.why, "ended");
  assertEquals(imageIds(outcome), []);
  assertEquals(methodsOf(log), ["turn/start"]);
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
  const { outcome, tookMs } = await run({
    start: [accepted, started, image(), { exit: 1 }],
  });
  assertEquals(imageIds(outcome), ["a"]);
  assert(tookMs < 2_000, `It took ${tookMs} ms`);
});

Deno.test("runTurn() is lost when Codex exits without an image", async () => {
  const { outcome, tookMs } = await run({
    start: [accepted, started, imageStarted, { exit: 1 }],
  });
  assertEquals(outcome.why, "lost");
  assertEquals(outcome.ending?.kind, "exited");
  assert(tookMs < 2_000, `It took ${tookMs} ms`);
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
  const { outcome, log, tookMs } = await run({
    start: [accepted, started, imageStarted],
    options: { signal: controller.signal },
    meanwhile: listen("item/started", () => controller.abort()),
  });
  assertEquals(outcome.why, "cancelled");
  assertEquals(methodsOf(log), ["turn/start", "turn/interrupt"]);
  assert(tookMs < 2_000, `It took ${tookMs} ms`);
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
  const { outcome, tookMs } = await run({
    start: [
      accepted,
      ...Array.from({ length: 12 }, (): Step[] => [life, { pause: 50 }])
        .flat(),
    ],
    options: { deadline: performance.now() + 1_000, stallMs: 800 },
  });
  assertEquals(outcome.why, "too long");
  assert(tookMs < 2_000, `It took ${tookMs} ms`);
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
