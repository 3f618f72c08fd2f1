import * as z from "zod/mini";

/**
 * Codex's app-server speaks JSON-RPC without the `jsonrpc` field, one message
 * a line. Ids of the two sides are independent, so `method` decides first.
 */

const id = z.union([z.number(), z.string()]);

const params = z.optional(z.unknown());

const UNREADABLE = "Codex gave no reason that can be read";

const errorSchema = z.object({
  code: z.catch(z.number(), 0),
  message: z.catch(z.string(), UNREADABLE),
});

const messageSchema = z.union([
  z.pipe(
    z.object({ method: z.string(), id, params }),
    z.transform((message) => ({ kind: "request", ...message }) as const),
  ),
  z.pipe(
    z.object({ method: z.string(), params }),
    z.transform((message) => ({ kind: "notification", ...message }) as const),
  ),
  z.pipe(
    z.object({ id, error: errorSchema }),
    z.transform((message) => ({ kind: "error", ...message }) as const),
  ),
  z.pipe(
    z.object({ id, result: z.unknown() }),
    z.transform((message) => ({ kind: "result", ...message }) as const),
  ),
  // An answer that is neither: whoever asked would wait in vain for another.
  z.pipe(
    z.object({ id }),
    z.transform(({ id }) =>
      ({
        kind: "error",
        id,
        error: { code: 0, message: UNREADABLE },
      }) as const
    ),
  ),
]);

/** One message from Codex. */
export type Message = z.infer<typeof messageSchema>;

/** A notification from Codex; `params` are checked by whoever uses them. */
export type Notification = Extract<Message, { kind: "notification" }>;

/** Reads one line; `undefined` when it is not a message of the protocol. */
export function readMessage(line: string): Message | undefined {
  try {
    return messageSchema.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
