import * as z from "zod/mini";

const named = z.object({ action: z.string(), id: z.optional(z.unknown()) });

const generate = z.object({
  action: z.literal("generate"),
  id: z.string(),
  /** Base64; empty when the host has no image. */
  image_b64: z.pipe(
    z.nullish(z.string()),
    z.transform((text) => text ?? ""),
  ),
  params: z.pipe(
    z.nullish(z.record(z.string(), z.unknown())),
    z.transform((params) => params ?? {}),
  ),
  outputs_dir: z.pipe(
    z.nullish(z.string()),
    z.transform((dir) => dir ?? undefined),
  ),
  /** Ours: which node asks, for a loader that knows better than its environment. */
  node: z.pipe(
    z.nullish(z.string()),
    z.transform((node) => node ?? undefined),
  ),
});

const message = z.discriminatedUnion("action", [
  z.object({ action: z.literal("load") }),
  generate,
  z.object({ action: z.literal("cancel"), id: z.string() }),
  z.object({ action: z.literal("unload") }),
  z.object({ action: z.literal("runtime_readiness") }),
  z.object({ action: z.literal("shutdown") }),
]);

/** A host's question for one image. */
export type GenerateMessage = z.infer<typeof generate>;

/** What a host says to its runner, in Modly's runner protocol. */
export type HostMessage =
  | z.infer<typeof message>
  /** A message that cannot be acted on, and the id to answer under. */
  | {
    readonly action: "unusable";
    readonly id: string | undefined;
    readonly problem: string;
  };

/**
 * Reads one line from the host. Undefined for what is no message at all: half
 * lines and whatever else gets into a pipe. A job that is not JSON is answered
 * all the same, because its host waits: Python writes `NaN` into what it sends.
 */
export function readHostMessage(line: string): HostMessage | undefined {
  const raw = parseJson(line);
  if (raw === undefined) return unreadableJob(line);
  const known = message.safeParse(raw);
  if (known.success) return known.data;
  const { data } = named.safeParse(raw);
  if (data === undefined) return undefined;
  const [issue] = known.error.issues;
  const field = issue?.path.join(".") ?? "";
  return {
    action: "unusable",
    id: typeof data.id === "string" ? data.id : undefined,
    problem: field === "action" || field === ""
      ? "The host asked for something that this version does not know"
      : `The host's message has an unusable "${field}"`,
  };
}

function unreadableJob(line: string): HostMessage | undefined {
  if (!/"action"\s*:\s*"generate"/.test(line)) return undefined;
  const id = /"id"\s*:\s*"([\w\-]{1,64})"/.exec(line)?.[1];
  return id === undefined ? undefined : {
    action: "unusable",
    id,
    problem: "The job is not JSON, perhaps because of a number such as NaN",
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
