import * as z from "zod/mini";
import { redact } from "../errors/redact.ts";

/**
 * The parts of Codex's app-server protocol that the product reads, loose about
 * everything else. Shapes as measured on 0.118.0 to 0.169.0, names from
 * `codex app-server generate-ts`.
 */

/** What may be missing; a form that nobody knows counts as missing too. */
function orNull<T extends z.core.SomeType>(schema: T) {
  return z.catch(z.nullish(schema), null);
}

/** Longest id that is taken, in characters; Codex's own have 36 to 60. */
const ID_CHARACTERS = 200;
/** Longest path that any system takes, in characters: Windows' own limit. */
const PATH_CHARACTERS = 32_767;
/** Longest name of a model, a login or a plan that is shown, in characters. */
const NAME_CHARACTERS = 100;
/** Longest wording of a prompt that is shown, in characters. */
const PROMPT_CHARACTERS = 4_000;

const id = z.string().check(z.maxLength(ID_CHARACTERS));

/** Words that are for showing, so many characters of them at most. */
function words(characters: number) {
  return z.pipe(z.string(), z.transform((text) => redact(text, characters)));
}

const name = words(NAME_CHARACTERS);

/**
 * A table as it is: zod's own kind of record leaves out `__proto__`, which is a
 * name like any other.
 */
const table = z.custom<object>((value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
);

/** Reply to `initialize`. */
export const initializeReply = z.object({
  userAgent: z.string(),
  codexHome: z.optional(z.string()),
});

/** Reply to `config/read`: only the names of the user's MCP servers matter. */
export const configReply = z.object({
  config: z.object({ mcp_servers: z.nullish(table) }),
});

/** Reply to `account/read`. */
export const accountReply = z.object({
  /** False when Codex is set up for another provider than OpenAI. */
  requiresOpenaiAuth: orNull(z.boolean()),
  account: z.nullable(z.object({
    type: name,
    planType: z.nullish(name),
  })),
});

const rateWindow = z.object({
  usedPercent: z.number(),
  windowDurationMins: orNull(z.number()),
  /** Unix seconds. */
  resetsAt: orNull(z.number()),
});

/** One set of usage windows. */
const rateLimits = z.object({
  primary: orNull(rateWindow),
  secondary: orNull(rateWindow),
});
export type RateLimits = z.infer<typeof rateLimits>;

/** Reply to `account/rateLimits/read`, and the notification of a change. */
export const rateLimitsReply = z.object({ rateLimits });

/** Reply to `thread/start`. */
export const threadReply = z.object({
  thread: z.object({ id }),
  model: orNull(name),
});

/** Reply to `turn/start`. */
export const turnReply = z.object({ turn: z.object({ id }) });

const turnError = z.object({
  message: z.string(),
  codexErrorInfo: orNull(
    z.union([z.string(), z.record(z.string(), z.unknown())]),
  ),
});
/** Why a turn failed, as Codex puts it. */
export type TurnError = z.infer<typeof turnError>;

/**
 * The one kind of item that images count from. A field of an unknown form
 * counts as missing: no image is lost over one that nobody needs.
 */
const imageItem = z.object({
  type: z.literal("imageGeneration"),
  id: z.catch(id, ""),
  /** Base64 of the whole image. */
  result: orNull(z.string()),
  savedPath: orNull(z.string().check(z.maxLength(PATH_CHARACTERS))),
  revisedPrompt: orNull(words(PROMPT_CHARACTERS)),
  failure: orNull(z.object({ type: name, resetsAt: orNull(z.number()) })),
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
export const turnStarted = z.object({ ...inThread, turn: z.object({ id }) });

/** `item/started` and `item/completed` */
export const itemChanged = z.object({ ...inThread, item });

/** `error`: with `willRetry` Codex goes on by itself. */
export const turnErrored = z.object({
  ...inThread,
  turnId: orNull(z.string()),
  error: turnError,
  willRetry: z.catch(z.boolean(), true),
});

/** `turn/completed`: ends the turn even when nothing more of it can be read. */
export const turnCompleted = z.object({
  ...inThread,
  turn: z.catch(
    z.object({
      id: orNull(z.string()),
      status: z.catch(z.string(), ""),
      error: orNull(turnError),
    }),
    { id: null, status: "", error: null },
  ),
});
