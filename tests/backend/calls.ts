/** The tool calls with which the model asks Codex for something. */
import type { ModelRequest } from "./model_request.ts";
import type { Draw } from "./scenario.ts";

/** What the model passes to the image tool. */
export interface ImageArguments {
  readonly prompt: string;
  readonly referenced_image_paths?: readonly string[];
  readonly num_last_images_to_include?: number;
  readonly transparent_background?: boolean;
}

/**
 * The arguments with which a sensible model would draw: the user's words, and
 * every attached image, by path where Codex tells it and else by number.
 */
export function imageArguments(
  request: ModelRequest,
  draw: Draw,
  prompt: string,
): ImageArguments {
  const canBeTransparent = JSON.stringify(request.body)
    .includes("transparent_background");
  const references = request.imagePaths.length > 0
    ? { referenced_image_paths: request.imagePaths }
    : request.images.length > 0
    ? { num_last_images_to_include: Math.min(5, request.images.length) }
    : {};
  return {
    prompt,
    ...references,
    ...(draw.transparent && canBeTransparent
      ? { transparent_background: true }
      : {}),
  };
}

/** A script that draws all of `images` at once (exec mechanism). */
export function drawScript(
  images: readonly ImageArguments[],
  yieldMs: number | undefined,
): string {
  const pragma = yieldMs === undefined
    ? []
    : [`// @exec: {"yield_time_ms": ${yieldMs}}`];
  const calls = images.map((image) =>
    `tools.image_gen__imagegen(${JSON.stringify(image)})`
  );
  return [
    ...pragma,
    `const all = await Promise.all([${calls.join(", ")}]);`,
    "for (const one of all) generatedImage(one);",
  ].join("\n");
}

/** Runs a script. */
export function execCall(
  request: ModelRequest,
  id: string,
  input: string,
): object {
  return {
    type: "custom_tool_call",
    id: `ctc_${id}`,
    status: "completed",
    call_id: `call_${id}`,
    name: "exec",
    ...(request.functionsNamespace ? { namespace: "functions" } : {}),
    input,
  };
}

/** Calls a function. */
export function functionCall(
  id: string,
  name: string,
  args: object,
  namespace?: string,
): object {
  return {
    type: "function_call",
    id: `fc_${id}`,
    call_id: `call_${id}`,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    arguments: JSON.stringify(args),
  };
}

/** Waits up to two minutes for a script that came back unfinished. */
export function waitCall(
  request: ModelRequest,
  id: string,
  cell: string,
): object {
  return functionCall(
    id,
    "wait",
    { cell_id: cell, yield_time_ms: 120_000 },
    request.functionsNamespace ? "functions" : undefined,
  );
}

/** A call that changes nothing: a plan of one step, or a script that prints. */
export function workCall(request: ModelRequest, id: string): object {
  return request.mechanism === "exec"
    ? execCall(request, id, 'text("still working");')
    : functionCall(id, "update_plan", {
      plan: [{ step: "Look at the picture again", status: "in_progress" }],
    });
}
