/** Turns that run for real, with a program that plays Codex. */
import { assert } from "@std/assert";
import { join } from "@std/path";
import type { ItemReading } from "../../src/codex/image_item.ts";
import type { ImageItem } from "../../src/codex/protocol.ts";
import type { Session } from "../../src/codex/session.ts";
import {
  runTurn,
  type TurnOptions,
  type TurnOutcome,
} from "../../src/codex/turn.ts";
import { inFolder } from "../support/folder.ts";
import {
  inTime,
  type Log,
  LONG,
  readLog,
  withSession,
} from "./support_codex.ts";
import type { Step } from "./support_program.ts";

/** The turn that every step here is about, and its thread. */
export const turnId = "turn-1";
export const threadId = "t1";

/** Codex takes the turn on. */
export const accepted: Step = { reply: { turn: { id: turnId } } };

/** Codex sends a notification about the turn. */
export function send(method: string, params: object): Step {
  return { send: { method, params: { threadId, turnId, ...params } } };
}

export const started = send("turn/started", { turn: { id: turnId } });

function item(method: string, id: string, result: string): Step {
  return send(method, {
    item: { type: "imageGeneration", id, status: "completed", result },
  });
}

export const imageStarted = item("item/started", "a", "");

/** An image is finished; the text "picture" is one that can be read. */
export function image(id = "a", result = "picture"): Step {
  return item("item/completed", id, result);
}

export function ended(status: string): Step {
  return send("turn/completed", { turn: { status } });
}

const stopped: Step[] = [{ reply: {} }, ended("interrupted")];

/** Reads items as if the text "picture" were an image. */
function read(item: ImageItem): Promise<ItemReading> {
  if (item.result !== "picture") {
    const reason = item.result ?? "";
    return Promise.resolve(
      reason ? { kind: "none", reason, path: undefined } : { kind: "none" },
    );
  }
  const bytes = new Uint8Array();
  const facts = {
    format: "png",
    width: 1,
    height: 1,
    bytes: 0,
    transparency: "none",
    animated: false,
    trailingBytes: 0,
  } as const;
  return Promise.resolve({
    kind: "image",
    image: { item, bytes, facts, savedPath: undefined, leftover: undefined },
  });
}

/** Is called with the session once the turn runs. */
export type Meanwhile = (session: Session) => void;

/** How a turn is run. */
export interface Turn {
  /** What Codex does when the turn is started, and when it is interrupted. */
  readonly start: readonly Step[];
  readonly interrupt?: readonly Step[];
  readonly options?: Partial<TurnOptions>;
  readonly meanwhile?: Meanwhile;
}

/** Runs a turn; gives its outcome and what Codex received from the turn on. */
export async function run(
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
          deadline: startedAt + LONG,
          stallMs: LONG,
          signal: new AbortController().signal,
          read,
          secure: () => Promise.resolve(),
          ...options,
        },
      );
      meanwhile?.(session);
      const outcome = await inTime(running);
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

/** The ids of the images that an outcome holds. */
export function imageIds({ images }: TurnOutcome): readonly string[] {
  return images.map(({ item }) => item.id);
}

/** Calls `heard` after each notification of `method`. */
export function listen(method: string, heard: () => void): Meanwhile {
  return ({ connection }) => {
    const { onNotification } = connection;
    connection.onNotification = (notification) => {
      onNotification(notification);
      if (notification.method === method) heard();
    };
  };
}
