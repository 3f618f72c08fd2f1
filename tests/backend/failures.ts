/**
 * The service's refusals as acts and answers, in the shapes that the genuine
 * CLI tells apart.
 */
import * as z from "zod";
import type { Act, HttpAnswer } from "./scenario.ts";

/** The plan's usage is used up until `resetsAt` (Unix seconds). */
export function usageLimit(resetsAt: number, plan = "plus"): HttpAnswer {
  return {
    status: 429,
    body: {
      error: {
        type: "usage_limit_reached",
        message: "The usage limit has been reached",
        plan_type: plan,
        resets_at: resetsAt,
        resets_in_seconds: Math.max(
          0,
          Math.round(resetsAt - Date.now() / 1000),
        ),
      },
    },
    headers: usageHeaders(100, resetsAt),
  };
}

/** The headers with which every answer of the service tells the usage. */
export function usageHeaders(
  usedPercent: number,
  resetsAt: number,
): Record<string, string> {
  return {
    "x-codex-primary-used-percent": String(usedPercent),
    "x-codex-primary-window-minutes": "300",
    "x-codex-primary-reset-at": String(resetsAt),
  };
}

/** Too many requests; nothing to do with the plan's usage. */
export const rateLimited: HttpAnswer = {
  status: 429,
  body: { error: { type: "rate_limit", message: "Too many requests" } },
};

/** The login is not accepted. */
export const unauthorized: HttpAnswer = {
  status: 401,
  body: { error: { code: "token_expired", message: "Token is expired." } },
};

/** The service broke. */
export const internalError: HttpAnswer = {
  status: 500,
  body: { error: { message: "The server had an error" } },
};

/** The service has no room. */
export const overloaded: HttpAnswer = {
  status: 503,
  body: {
    error: { code: "server_is_overloaded", message: "Server is overloaded" },
  },
};

/** The model is not one that the account may use. */
export const unsupportedModel: HttpAnswer = {
  status: 400,
  body: {
    detail:
      "The model is not supported when using Codex with a ChatGPT account.",
  },
};

/** The images endpoint refuses the prompt's content. */
export const moderationBlocked: HttpAnswer = {
  status: 400,
  body: {
    error: {
      message: "Your request was rejected by the safety system.",
      type: "image_generation_user_error",
      code: "moderation_blocked",
    },
  },
};

/** `response.failed`: the prompt is not accepted. */
export const invalidPrompt: Act = {
  do: "fail",
  code: "invalid_prompt",
  message: "Invalid prompt: limited access to this content.",
};

/** `response.failed`: the service's content rules, on every try. */
export const moderationFailed: Act = {
  do: "fail",
  code: "moderation_blocked",
  message: "Your request was rejected by the safety system.",
  times: Infinity,
};

const errorBody = z.object({
  error: z.object({
    code: z.string().optional(),
    type: z.string().optional(),
    message: z.string(),
  }),
});

/** Code and message of an answer, for where they travel inside a response instead. */
export function refusalOf(
  answer: HttpAnswer,
): { code: string; message: string } {
  const { error } = errorBody.parse(answer.body);
  return {
    code: error.code ?? error.type ?? "server_error",
    message: error.message,
  };
}
