import * as z from "zod";

/**
 * The parts of Codex's app-server protocol that the product reads, loose about
 * everything else. Shapes as measured on 0.118.0 to 0.169.0, names from
 * `codex app-server generate-ts`.
 */

/** Reply to `initialize`. */
export const initializeReply = z.object({
  userAgent: z.string(),
  codexHome: z.string().optional(),
});

/** Reply to `config/read`: only the names of the user's MCP servers matter. */
export const configReply = z.object({
  config: z.object({
    mcp_servers: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** Reply to `account/read`. */
export const accountReply = z.object({
  account: z.object({
    type: z.string(),
    planType: z.string().nullish(),
  }).nullable(),
});

const rateWindow = z.object({
  usedPercent: z.number(),
  windowDurationMins: z.number().nullish(),
  /** Unix seconds. */
  resetsAt: z.number().nullish(),
});

/** One set of usage windows. */
export const rateLimits = z.object({
  primary: rateWindow.nullish(),
  secondary: rateWindow.nullish(),
});
export type RateLimits = z.infer<typeof rateLimits>;

/** Reply to `account/rateLimits/read`, and the notification of a change. */
export const rateLimitsReply = z.object({ rateLimits });

/** Reply to `thread/start`. */
export const threadReply = z.object({
  thread: z.object({ id: z.string() }),
  model: z.string().nullish(),
});

/** Reply to `turn/start`. */
export const turnReply = z.object({ turn: z.object({ id: z.string() }) });

const turnError = z.object({
  message: z.string(),
  codexErrorInfo: z.union([z.string(), z.record(z.string(), z.unknown())])
    .nullish().catch(null),
  additionalDetails: z.string().nullish().catch(null),
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
  result: z.string().nullish().catch(null),
  savedPath: z.string().nullish().catch(null),
  revisedPrompt: z.string().nullish().catch(null),
  failure: z.object({ type: z.string(), resetsAt: z.number().nullish() })
    .nullish().catch(null),
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
  z.object({ type: z.string() }).transform(() => ({ type: "other" } as const)),
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
    error: turnError.nullish().catch(null),
  }),
});
