/** The messages that the product reads from the turn on, each in its own scene. */
import { png, toBase64 } from "../../backend/pictures.ts";
import {
  says,
  type Step,
  THREAD,
  TURN,
  turnBegins,
  turnEnds,
} from "../../fake_codex/scenario.ts";
import { each, type Field, unneeded } from "./fields.ts";
import { usage } from "./replies.ts";
import type { Scene } from "./scene.ts";
import { texts } from "./wrong_values.ts";

const inTurn = { threadId: THREAD, turnId: TURN };
const image: Step = { do: "image" };
const done = [says("Done."), turnEnds("completed")];
const usageLimit = turnEnds("failed", {
  message: "You have hit your usage limit",
  codexErrorInfo: "usageLimitExceeded",
});
const noImage = { ends: "runtime/no_output" } as const;

/** An image whose bytes are in the message only. */
const imageItem = {
  type: "imageGeneration",
  id: "ig_1",
  status: "completed",
  revisedPrompt: "a cat",
  result: toBase64(png()),
  savedPath: "/no/such/file.png",
  failure: { type: "other", resetsAt: 1 },
};

/** By what is wrong in them. */
export const scenes: readonly Scene[] = [
  {
    name: "the reply to turn/start",
    kind: "reply",
    method: "turn/start",
    value: { turn: { id: TURN, status: "inProgress" } },
    fields: [{ at: [], ends: "goes on" }, ...unneeded("turn", "turn.id")],
    turn: (message) => [message, ...turnBegins.slice(1), image, ...done],
  },
  {
    name: "account/rateLimits/updated",
    kind: "notification",
    method: "account/rateLimits/updated",
    value: usage.result,
    fields: usage.fields,
    turn: (message) => [...turnBegins, message, usageLimit],
    ends: "runtime/usage_limit",
  },
  {
    name: "turn/started",
    kind: "notification",
    method: "turn/started",
    value: { threadId: THREAD, turn: { id: TURN } },
    fields: [
      { at: [], ends: "goes on" },
      ...unneeded("threadId", "turn", "turn.id"),
    ],
    turn: (message) => [...turnBegins.slice(0, 1), message, image, ...done],
  },
  {
    name: "an image that begins",
    kind: "notification",
    method: "item/started",
    value: { ...inTurn, item: { ...imageItem, result: "" } },
    fields: [
      { at: [], ends: "goes on" },
      ...unneeded("threadId", "turnId", "item", "item.type", "item.id"),
    ],
    turn: (message) => [...turnBegins, message, image, ...done],
  },
  {
    name: "an image that is finished",
    kind: "notification",
    method: "item/completed",
    value: { ...inTurn, item: imageItem },
    fields: [
      ...["", "threadId", "item", "item.type"].map((path): Field => ({
        at: path.split(".").filter(Boolean),
        ...noImage,
      })),
      ...unneeded("turnId", "item.id", "item.status", "item.revisedPrompt"),
      ...unneeded("item.savedPath", "item.failure", "item.failure.type"),
      ...unneeded("item.failure.resetsAt"),
      {
        at: ["item", "result"],
        // An item that failed has nothing to say; the words of this one are read.
        ends: "runtime/call_failed",
      },
    ],
    turn: (message) => [...turnBegins, message, ...done],
  },
  {
    name: "the model's words",
    kind: "notification",
    method: "item/completed",
    value: { ...inTurn, item: { type: "agentMessage", id: "m", text: "No." } },
    fields: [
      { at: [], ends: "goes on" },
      ...unneeded("threadId", "item", "item.type", "item.text"),
    ],
    turn: (message) => [...turnBegins, message, turnEnds("completed")],
    ends: "runtime/no_output",
  },
  {
    name: "an error",
    kind: "notification",
    method: "error",
    value: {
      ...inTurn,
      error: {
        message: "refused",
        codexErrorInfo: "serverOverloaded",
        additionalDetails: null,
      },
      willRetry: false,
    },
    fields: [
      ...["", "threadId", "error", "error.message"].map((path): Field => ({
        at: path.split(".").filter(Boolean),
        ends: "runtime/no_output",
        ...(path === "error.message" ? { but: each(texts, "goes on") } : {}),
      })),
      { at: ["error", "codexErrorInfo"], ends: "runtime/call_failed" },
      ...unneeded("error.additionalDetails"),
      { at: ["willRetry"], ends: "runtime/no_output" },
      // Words that name another turn.
      {
        at: ["turnId"],
        ends: "goes on",
        but: each(texts, "runtime/no_output"),
      },
    ],
    turn: (message) => [...turnBegins, message, turnEnds("completed")],
    ends: "runtime/overloaded",
  },
  {
    name: "turn/completed",
    kind: "notification",
    method: "turn/completed",
    value: {
      threadId: THREAD,
      turn: {
        id: TURN,
        status: "failed",
        error: { message: "refused", codexErrorInfo: "serverOverloaded" },
      },
    },
    fields: [
      { at: [], ends: "runtime/outcome_unknown" },
      { at: ["threadId"], ends: "runtime/outcome_unknown" },
      { at: ["turn"], ends: "runtime/no_output" },
      {
        at: ["turn", "id"],
        ends: "goes on",
        but: each(texts, "runtime/outcome_unknown"),
      },
      ...unneeded("turn.status"),
      { at: ["turn", "error"], ends: "runtime/call_failed" },
      {
        at: ["turn", "error", "message"],
        ends: "runtime/call_failed",
        but: each(texts, "goes on"),
      },
      { at: ["turn", "error", "codexErrorInfo"], ends: "runtime/call_failed" },
    ],
    turn: (message) => [...turnBegins, message],
    ends: "runtime/overloaded",
  },
];
