import * as z from "zod/mini";
import { unusableMessage } from "../unusable_message.ts";

const text = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value ?? undefined),
);

const port = z.object({ filePath: text, text });

const message = z.object({
  input: z.object({
    filePath: text,
    text,
    /** Of several connected Text nodes, in hosts later than v0.3.6. */
    texts: z.pipe(
      z.nullish(z.array(text)),
      z.transform((all) => all ?? []),
    ),
    /** Of nodes with named ports; `filePath` and `text` are left out then. */
    inputs: z.pipe(
      z.nullish(z.record(z.string(), port)),
      z.transform((ports) => ports ?? {}),
    ),
    nodeId: text,
  }),
  params: z.pipe(
    z.nullish(z.record(z.string(), z.unknown())),
    z.transform((params) => params ?? {}),
  ),
  nodeId: text,
  workspaceDir: text,
});

/** What a host hands to one run of a process extension. */
export type ProcessMessage = z.infer<typeof message>;

/**
 * Reads the one line of Modly's process protocol.
 *
 * @throws {Failure} `request/invalid_json`, `request/invalid_request`
 */
export function readProcessMessage(line: string): ProcessMessage {
  const { data, error } = message.safeParse(parseJson(line));
  if (data !== undefined) return data;
  const field = error.issues[0]?.path.join(".") ?? "";
  throw unusableMessage(
    "request/invalid_request",
    field === ""
      ? "The host's message is not a JSON object"
      : `The host's message has no usable "${field}"`,
  );
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw unusableMessage(
      "request/invalid_json",
      "The host's message is not JSON",
      cause,
    );
  }
}
