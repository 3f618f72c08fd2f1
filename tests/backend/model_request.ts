/** Reads what a genuine Codex posts to the model: prompt, tools, pictures. */
import * as z from "zod";

/** How a Codex version lets the model make pictures. */
export type Mechanism = "hosted" | "exec" | "namespace" | "none";

/** One request to the model, as a test wants to see it. */
export interface ModelRequest {
  /** The thread that asks. */
  readonly thread: string;
  readonly model: string;
  /** `hosted`: the service draws; `exec`: a script; `namespace`: a function call. */
  readonly mechanism: Mechanism;
  /** The names of all tools offered, nested ones as `outer.inner`. */
  readonly tools: readonly string[];
  /** Base and developer instructions, as one text. */
  readonly instructions: string;
  /** The text of the last message of the user. */
  readonly prompt: string;
  /** Data URLs attached to the last message of the user. */
  readonly images: readonly string[];
  /** Absolute paths of those images, where Codex shows them to the model. */
  readonly imagePaths: readonly string[];
  /** How many messages of the user the conversation has. */
  readonly turns: number;
  /** How many pictures the model has asked for so far. */
  readonly imageCalls: number;
  /** Text that tools gave back since the last message of the user, in order. */
  readonly toolOutputs: readonly string[];
  /** True when tools were declared the Codex 0.150+ way, inside `functions`. */
  readonly functionsNamespace: boolean;
  readonly effort: string | undefined;
  /** The whole body. */
  readonly body: unknown;
}

const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  image_url: z.string().optional(),
});
const tool: z.ZodType<Tool> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    name: z.string().optional(),
    tools: z.array(tool).optional(),
  })
);
interface Tool {
  type: string;
  name?: string | undefined;
  tools?: Tool[] | undefined;
}
const item = z.looseObject({
  type: z.string().default("message"),
  role: z.string().optional(),
  name: z.string().optional(),
  input: z.string().optional(),
  content: z.union([z.string(), z.array(part)]).nullish(),
  output: z.union([z.string(), z.array(part)]).optional(),
  tools: z.array(tool).optional(),
});
type Item = z.infer<typeof item>;
const shape = z.looseObject({
  model: z.string(),
  instructions: z.string().optional(),
  input: z.array(item),
  tools: z.array(tool).default([]),
  prompt_cache_key: z.string().default(""),
  reasoning: z.looseObject({ effort: z.string().nullish() }).nullish(),
});

/** Reads the body of `POST /v1/responses`; throws when it has another shape. */
export function readModelRequest(body: unknown): ModelRequest {
  const request = shape.parse(body);
  const tools = [
    ...request.tools,
    ...request.input.flatMap((entry) => entry.tools ?? []),
  ];
  const users = request.input.filter((entry) =>
    entry.role === "user" && !isContext(entry)
  );
  const last = users.at(-1);
  const after = request.input.slice(last ? request.input.indexOf(last) : 0);
  const texts = parts(last?.content).map((entry) => entry.text ?? "");
  return {
    thread: request.prompt_cache_key,
    model: request.model,
    mechanism: mechanism(tools),
    tools: tools.flatMap((entry) => names(entry)),
    instructions: [
      request.instructions ?? "",
      ...request.input.filter((entry) => entry.role === "developer")
        .map((entry) => text(entry.content)),
    ].join("\n"),
    prompt: texts.filter((line) => !/^<\/?image\b/.test(line)).join("")
      .trim(),
    images: parts(last?.content).flatMap((entry) => entry.image_url ?? []),
    imagePaths: texts.flatMap((line) =>
      /^<image name=\S.*? path="(.*)">$/s.exec(line)?.[1] ?? []
    ),
    turns: users.length,
    imageCalls: request.input.filter(isImageCall).length,
    toolOutputs: after.filter((entry) => entry.type.endsWith("_output"))
      .map((entry) => text(entry.output)),
    functionsNamespace: tools.some((entry) => entry.name === "functions"),
    effort: request.reasoning?.effort ?? undefined,
    body,
  };
}

function parts(content: Item["content"]): z.infer<typeof part>[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return content ?? [];
}

function text(content: Item["content"]): string {
  return parts(content).map((entry) => entry.text ?? "").join("\n");
}

function isContext(entry: Item): boolean {
  return /^\s*(<environment_context>|# AGENTS\.md|<user_instructions>)/
    .test(text(entry.content));
}

function isImageCall(entry: Item): boolean {
  return entry.type === "image_generation_call" || entry.name === "imagegen" ||
    (entry.name === "exec" && (entry.input ?? "").includes("imagegen"));
}

function mechanism(tools: readonly Tool[]): Mechanism {
  const flat = tools.flatMap((entry) => [entry, ...entry.tools ?? []]);
  if (flat.some((entry) => entry.type === "image_generation")) return "hosted";
  if (flat.some((entry) => entry.name === "imagegen")) return "namespace";
  const script = flat.find((entry) => entry.name === "exec");
  return JSON.stringify(script ?? "").includes("image_gen__imagegen")
    ? "exec"
    : "none";
}

function names(entry: Tool): string[] {
  const own = entry.name ?? entry.type;
  return [own, ...(entry.tools ?? []).map((inner) => `${own}.${inner.name}`)];
}
