import { Buffer } from "node:buffer";
import { png } from "../backend/pictures.ts";
import { putAtSavedPath } from "./saved_file.ts";
import { type ImageStep, type Json, THREAD, TURN } from "./scenario.ts";

/** The notifications of one picture, its file made on the way. */
export function imageMessages(step: ImageStep, home: string): Json[] {
  const id = step.id ?? "ig_1";
  const common = { type: "imageGeneration", id, revisedPrompt: null };
  const messages: Json[] = [];
  if (step.only !== "completed") {
    messages.push(item("item/started", {
      ...common,
      status: "in_progress",
      result: "",
    }));
  }
  if (step.only !== "started") {
    const picture = step.picture ? Deno.readFileSync(step.picture) : png();
    const savedPath = putAtSavedPath(step.saved ?? "file", picture, home, id);
    messages.push(item("item/completed", {
      ...common,
      status: step.status ?? "completed",
      result: step.result ?? Buffer.from(picture).toString("base64"),
      ...(savedPath === undefined ? {} : { savedPath }),
    }));
  }
  return messages;
}

function item(method: string, value: Json): Json {
  return {
    method,
    params: { item: value, threadId: THREAD, turnId: TURN },
  };
}
