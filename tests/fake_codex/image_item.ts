import { Buffer } from "node:buffer";
import { dirname, join } from "node:path";
import { png } from "../backend/pictures.ts";
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
    const savedPath = save(step.saved ?? "file", picture, home, id);
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

/** Puts at `savedPath` what the step asks for; returns the path. */
function save(
  kind: NonNullable<ImageStep["saved"]>,
  picture: Uint8Array,
  home: string,
  id: string,
): string | undefined {
  const folder = join(home, "generated_images", THREAD);
  const path = join(folder, `${id}.png`);
  const outside = join(dirname(home), `outside-${id}.png`);
  Deno.mkdirSync(folder, { recursive: true });
  switch (kind) {
    case "none":
      return undefined;
    case "missing":
      return path;
    case "device":
      return "/dev/zero";
    case "folder":
      Deno.mkdirSync(path);
      return path;
    case "outside":
      Deno.writeFileSync(outside, picture);
      return outside;
    case "link":
      Deno.writeFileSync(outside, picture);
      Deno.symlinkSync(outside, path);
      return path;
    case "file":
      Deno.writeFileSync(path, picture);
      return path;
  }
}
