import { dirname, join } from "@std/path";
import * as z from "zod/mini";
import { MAX_LINE_BYTES } from "../codex/limits.ts";
import { type Message, readMessage } from "../codex/messages.ts";
import { METHOD_NOT_FOUND } from "../codex/refusals.ts";
import { IMAGE_FOLDER } from "../codex/saved_image.ts";
import { LineSplitter } from "../system/lines.ts";
import { drawPicture } from "./draw.ts";

/**
 * A stand-in for `codex app-server`, part of the product so that anybody can
 * see a whole job without Codex, without an account and without a network. It
 * speaks the same protocol on stdin and stdout and draws a real PNG; nothing in
 * the product knows that it is not Codex.
 */

/** The version it claims: the newest one the product was tested with. */
export const CLAIMED_VERSION = "0.169.0";
const THREAD = "rehearsal-thread";
const TURN = "rehearsal-turn";
const ITEM = "rehearsal-image";

const turnInput = z.object({
  input: z.array(z.object({ type: z.string(), text: z.optional(z.string()) })),
});

type Request = Extract<Message, { kind: "request" }>;

/** Answers until the end of input. */
export async function runStandIn(): Promise<void> {
  const splitter = new LineSplitter(MAX_LINE_BYTES);
  for await (const chunk of Deno.stdin.readable) {
    for (const line of splitter.push(chunk)) {
      const message = readMessage(line);
      if (message?.kind === "request") await answer(message);
    }
  }
}

async function answer(request: Request): Promise<void> {
  switch (request.method) {
    case "initialize":
      return send({
        id: request.id,
        result: {
          userAgent: `rehearsal/${CLAIMED_VERSION} (stand-in)`,
          codexHome: home(),
        },
      });
    case "account/read":
      return send({
        id: request.id,
        result: { account: { type: "chatgpt", planType: "plus" } },
      });
    case "config/read":
      return send({ id: request.id, result: { config: {} } });
    case "thread/start":
      return send({
        id: request.id,
        result: { thread: { id: THREAD }, model: "rehearsal" },
      });
    case "turn/start":
      return await makeImage(request);
    case "turn/interrupt":
      send({ id: request.id, result: {} });
      return notify("turn/completed", {
        turn: { id: TURN, status: "interrupted", error: null },
      });
    default:
      return send({
        id: request.id,
        error: { code: METHOD_NOT_FOUND, message: "Not part of the rehearsal" },
      });
  }
}

/** Draws the picture, saves it as Codex would and reports it. */
async function makeImage({ id, params }: Request): Promise<void> {
  const { input } = turnInput.parse(params);
  const prompt = input.map(({ text }) => text ?? "").join("\n");
  await send({ id, result: { turn: { id: TURN } } });
  await notify("turn/started", { turn: { id: TURN } });
  await notify("item/started", { item: imageItem("in_progress") });
  const picture = await drawPicture(prompt);
  const savedPath = join(home(), IMAGE_FOLDER, THREAD, `${ITEM}.png`);
  await Deno.mkdir(dirname(savedPath), { recursive: true });
  await Deno.writeFile(savedPath, picture);
  await notify("item/completed", {
    item: {
      ...imageItem("completed"),
      result: picture.toBase64(),
      savedPath,
      revisedPrompt: null,
    },
  });
}

function imageItem(status: string): Record<string, unknown> {
  return { type: "imageGeneration", id: ITEM, status, result: "" };
}

/** A folder that goes with the job's private one, which the stand-in runs in. */
function home(): string {
  return join(dirname(Deno.cwd()), "stand-in-home");
}

function notify(
  method: string,
  params: Record<string, unknown>,
): Promise<void> {
  return send({ method, params: { threadId: THREAD, ...params } });
}

const encoder = new TextEncoder();

async function send(message: unknown): Promise<void> {
  let bytes = encoder.encode(`${JSON.stringify(message)}\n`);
  while (bytes.length > 0) {
    bytes = bytes.subarray(await Deno.stdout.write(bytes));
  }
}
