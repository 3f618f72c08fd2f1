/** Turns as the pure rules see them, built from Codex's own notifications. */
import type { Notification } from "../../src/codex/messages.ts";
import type { TurnOutcome } from "../../src/codex/turn.ts";
import { TurnRecord } from "../../src/codex/turn_record.ts";

/** The thread of {@linkcode recordOf}. */
export const thread = "thread-1";
const turnId = "turn-1";

export function notification(method: string, params: unknown): Notification {
  return { kind: "notification", method, params };
}

/** `turn/started` */
export const started = notification("turn/started", {
  threadId: thread,
  turn: { id: turnId, items: [], status: "inProgress", error: null },
});

function itemParams(item: object): object {
  return { threadId: thread, turnId, item };
}

/** `item/started` of an image, as 0.144 and later send it. */
export function imageStarted(id = "ig_1"): Notification {
  return notification(
    "item/started",
    itemParams({
      type: "imageGeneration",
      id,
      status: "in_progress",
      revisedPrompt: null,
      result: "",
    }),
  );
}

/** `item/completed` of an image; `more` goes into the item. */
export function imageCompleted(id = "ig_1", more: object = {}): Notification {
  return notification(
    "item/completed",
    itemParams({
      type: "imageGeneration",
      id,
      status: "completed",
      revisedPrompt: "a fox",
      result: "aGk=",
      savedPath: "/codex/generated_images/thread-1/ig_1.png",
      ...more,
    }),
  );
}

/** `item/completed` of a failed image, as 0.169 sends it. */
export function imageFailed(failure: unknown = null): Notification {
  const { params } = imageCompleted("exec-1", {
    status: "failed",
    result: "",
    savedPath: undefined,
    transparentBackground: false,
    generationId: null,
    failure,
  });
  // As it comes off the wire: a key without a value is not there.
  return notification("item/completed", JSON.parse(JSON.stringify(params)));
}

/** `item/completed` of the model's answer. */
export function said(text: string): Notification {
  return notification(
    "item/completed",
    itemParams({ type: "agentMessage", id: "msg_1", text, phase: null }),
  );
}

/** An error of a turn, with `misalignment` as 0.169 has it. */
export function turnError(
  codexErrorInfo: unknown,
  message = "it went wrong",
  additionalDetails: string | null = null,
): object {
  return { message, codexErrorInfo, additionalDetails, misalignment: null };
}

/** `error` */
export function errored(error: object, willRetry: boolean): Notification {
  return notification("error", { threadId: thread, turnId, error, willRetry });
}

/** `turn/completed` */
export function completed(
  status = "completed",
  error: object | null = null,
): Notification {
  return notification("turn/completed", {
    threadId: thread,
    turn: { id: turnId, items: [], status, error },
  });
}

/** How far a window is used, and when it resets in Unix seconds. */
export type Used = readonly [percent: number, resetsAt: number];

/** `account/rateLimits/updated` */
export function usage(...windows: readonly Used[]): Notification {
  const [primary = null, secondary = null] = windows.map((
    [usedPercent, resetsAt],
  ) => ({ usedPercent, windowDurationMins: 300, resetsAt }));
  return notification("account/rateLimits/updated", {
    rateLimits: { limitId: "codex", primary, secondary, planType: "plus" },
  });
}

/** A record of what these notifications say. */
export function recordOf(
  ...notifications: readonly Notification[]
): TurnRecord {
  const record = new TurnRecord(thread);
  for (const one of notifications) record.apply(one);
  return record;
}

/** An outcome without images; `more` replaces parts of it. */
export function outcomeOf(
  record: TurnRecord,
  more: Partial<TurnOutcome> = {},
): TurnOutcome {
  return {
    images: [],
    overLimit: [],
    junk: [],
    why: "ended",
    record,
    reply: { kind: "result", result: {} },
    ending: undefined,
    ...more,
  };
}
