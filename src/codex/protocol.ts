import * as z from "zod/mini";

/**
 * The parts of Codex's app-server protocol that the product reads, loose about
 * everything else. Shapes as measured on 0.118.0 to 0.169.0, names from
 * `codex app-server generate-ts`.
 */

/** What may be missing; a form that nobody knows counts as missing too. */
function orNull<T extends z.core.SomeType>(schema: T) {
  return z.catch(z.nullish(schema), null);
}

/** Reply to `initialize`. */
export const initializeReply = z.object({
  userAgent: z.string(),
  codexHome: z.optional(z.string()),
});

/** Reply to `config/read`: only the names of the user's MCP servers matter. */
export const configReply = z.object({
  config: z.object({
    mcp_servers: z.nullish(z.record(z.string(), z.unknown())),
  }),
});

/** Reply to `account/read`. */
export const accountReply = z.object({
  account: z.nullable(z.object({
    type: z.string(),
    planType: z.nullish(z.string()),
  })),
});

const rateWindow = z.object({
  usedPercent: z.number(),
  windowDurationMins: z.nullish(z.number()),
  /** Unix seconds. */
  resetsAt: z.nullish(z.number()),
});

/** One set of usage windows. */
export const rateLimits = z.object({
  primary: z.nullish(rateWindow),
  secondary: z.nullish(rateWindow),
});
export type RateLimits = z.infer<typeof rateLimits>;

/** Reply to `account/rateLimits/read`, and the notification of a change. */
export const rateLimitsReply = z.object({ rateLimits });

/** Reply to `thread/start`. */
export const threadReply = z.object({
  thread: z.object({ id: z.string() }),
  model: z.nullish(z.string()),
});

/** Reply to `turn/start`. */
export const turnReply = z.object({ turn: z.object({ id: z.string() }) });

const turnError = z.object({
  message: z.string(),
  codexErrorInfo: orNull(
    z.union([z.string(), z.record(z.string(), z.unknown())]),
  ),
  additionalDetails: orNull(z.string()),
});
/** Why a turn failed, as Codex puts it. */
export type TurnError = z.infer<typeof turnError>;

/**
 * The one kind of item that images count from. A field of an unknown form
 * counts as missing: no image is lost over one that nobody needs.
 */
const imageItem = z.object({
  type: z.literal("imageGeneration"),
  id: z.string(),
  /** Base64 of the whole image. */
  result: orNull(z.string()),
  savedPath: orNull(z.string()),
  revisedPrompt: orNull(z.string()),
  failure: orNull(
    z.object({ type: z.string(), resetsAt: z.nullish(z.number()) }),
  ),
});
/** An image as Codex reports it; whether it is one has to be looked at. */
export type ImageItem = z.infer<typeof imageItem>;

const messageItem = z.object({
  type: z.literal("agentMessage"),
  text: z.string(),
});

const item = z.union([
  imageItem,
  messageItem,
  z.pipe(
    z.object({ type: z.string() }),
    z.transform(() => ({ type: "other" } as const)),
  ),
]);

const inThread = { threadId: z.string() };

/** `turn/started` */
export const turnStarted = z.object({
  ...inThread,
  turn: z.object({ id: z.string() }),
});

/** `item/started` and `item/completed` */
export const itemChanged = z.object({ ...inThread, item });

/** `error`: with `willRetry` Codex goes on by itself. */
export const turnErrored = z.object({
  ...inThread,
  error: turnError,
  willRetry: z.boolean(),
});

/** `turn/completed` */
export const turnCompleted = z.object({
  ...inThread,
  turn: z.object({
    status: z.string(),
    error: orNull(turnError),
  }),
});
