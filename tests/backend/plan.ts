/** Turns the acts whose turn it is into the events of one response. */
import {
  drawScript,
  execCall,
  functionCall,
  imageArguments,
  waitCall,
  workCall,
} from "./calls.ts";
import {
  type Commission,
  commissions,
  type Conversation,
} from "./conversation.ts";
import * as events from "./events.ts";
import { refusalOf } from "./failures.ts";
import type { Gate } from "./gate.ts";
import { harmfulCalls } from "./harm.ts";
import type { ModelRequest } from "./model_request.ts";
import { toBase64 } from "./pictures.ts";
import type { Act, Draw } from "./scenario.ts";

/** Where the connection breaks. */
export const CUT = Symbol("cut");

/** One step of a response: an event to send, a gate to wait for, or its break. */
export type Beat = string | Gate | typeof CUT;

/** A whole response, and the pictures that will be asked for because of it. */
export interface Plan {
  readonly beats: readonly Beat[];
  readonly commissions: readonly Commission[];
}

/** What one act adds to a response. */
interface Part {
  readonly beats: readonly Beat[];
  readonly commissions?: readonly Commission[];
  /** `call`: the response ends here, for a tool to work; `failure`: it ends without a good end. */
  readonly ends?: "call" | "failure";
  /** The act comes again when Codex tries again. */
  readonly stays?: boolean;
}

/**
 * Uses up acts until one ends the response: a tool call, a failure, or the end
 * of the scenario.
 */
export function plan(
  request: ModelRequest,
  conversation: Conversation,
): Plan {
  const id = `resp_${conversation.serial()}`;
  const beats: Beat[] = [events.created(id)];
  for (;;) {
    const serial = `${conversation.serial()}`;
    const wait = waitForCell(request, conversation, serial);
    const act = conversation.current ?? { do: "say" };
    const part = wait ?? perform(act, request, id, serial);
    beats.push(...part.beats);
    if (!part.stays) conversation.use();
    if (part.ends === undefined && conversation.current) continue;
    if (part.ends !== "failure") beats.push(events.completed(id));
    return { beats, commissions: part.commissions ?? [] };
  }
}

/** Waits for a script that came back unfinished, unless the scenario speaks now. */
function waitForCell(
  request: ModelRequest,
  conversation: Conversation,
  serial: string,
): Part | undefined {
  const cell = /^Script running with cell ID (\S+)/m
    .exec(request.toolOutputs.at(-1) ?? "")?.[1];
  if (!cell || conversation.current?.do === "say") return undefined;
  return { ...calls(waitCall(request, serial, cell)), stays: true };
}

function perform(
  act: Act,
  request: ModelRequest,
  id: string,
  serial: string,
): Part {
  switch (act.do) {
    case "http":
      throw new Error("an http act needs a response of its own");
    case "hold":
      return { beats: [act.gate] };
    case "say":
      return says(events.message(serial, act.text ?? closingWords(request)));
    case "refuse":
      return says(events.refusal(serial, act.text));
    case "cut":
      return { beats: [CUT], ends: "failure" };
    case "fail":
      return fails(events.failed(id, act.code, act.message));
    case "incomplete":
      return fails(events.incomplete(id, act.reason));
    case "work": {
      const work = calls(workCall(request, serial));
      return { ...work, beats: [...act.hold ? [act.hold] : [], ...work.beats] };
    }
    case "harm":
      return calls(...harmfulCalls(request, serial, act));
    case "draw":
      return draw(act, request, id, serial);
  }
}

function draw(
  act: Draw,
  request: ModelRequest,
  id: string,
  serial: string,
): Part {
  const wanted = commissions(act, request.prompt);
  switch (request.mechanism) {
    case "none":
      return says(events.message(serial, "I have no tool that makes images."));
    case "hosted": {
      const drawn = drawHosted(act, wanted, id, serial);
      return {
        ...drawn,
        beats: [...act.hold ? [act.hold] : [], ...drawn.beats],
      };
    }
    case "exec":
    case "namespace": {
      const wishes = wanted.map((one) =>
        imageArguments(request, act, one.prompt)
      );
      const items = request.mechanism === "exec"
        ? [execCall(request, serial, drawScript(wishes, act.yieldMs))]
        : wishes.map((wish, index) =>
          functionCall(`${serial}_${index}`, "imagegen", wish, "image_gen")
        );
      return { ...calls(...items), commissions: wanted };
    }
  }
}

/** The service draws while it answers; its failure is the response's. */
function drawHosted(
  act: Draw,
  wanted: readonly Commission[],
  id: string,
  serial: string,
): Part {
  if (act.answer?.kind === "cut") {
    return { beats: [CUT], ends: "failure", stays: true };
  }
  if (act.answer?.kind === "http") {
    const { code, message } = refusalOf(act.answer.answer);
    return { ...fails(events.failed(id, code, message)), stays: true };
  }
  return {
    beats: wanted.map((one, index) =>
      events.itemDone(events.hostedImage(`ig_${serial}_${index}`, {
        status: act.status ?? "completed",
        revisedPrompt: act.revisedPrompt ?? one.prompt,
        result: resultText(one),
      }))
    ),
  };
}

function resultText({ answer }: Commission): string {
  if (answer.kind === "bytes") return toBase64(answer.bytes);
  return answer.kind === "base64" ? answer.text : "";
}

/** What the tool said went wrong, word for word, or "Done." */
function closingWords(request: ModelRequest): string {
  const error = request.toolOutputs.findLast((output) =>
    /^Script failed|^image generation (failed|returned)|^unable to |must contain/m
      .test(output)
  );
  return error?.replace(/^[^]*^Script error:\n/m, "") ?? "Done.";
}

function says(item: object): Part {
  return { beats: [events.itemDone(item)] };
}

function fails(event: string): Part {
  return { beats: [event], ends: "failure" };
}

function calls(...items: object[]): Part {
  return { beats: items.map(events.itemDone), ends: "call" };
}
