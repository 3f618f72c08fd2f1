/** The routes around an account: workspaces, usage, refreshing the login. */
import { account } from "./home.ts";
import { held, httpAnswer } from "./http.ts";
import type { ServiceSettings } from "./scenario.ts";

/** `GET /backend-api/wham/accounts/check`, asked by `account/read` of 0.160 and later. */
export async function accountsCheck(
  settings: ServiceSettings,
  plan: string,
  closing: AbortSignal,
): Promise<Response> {
  switch (settings.accountsCheck ?? "ok") {
    case "failing":
      return httpAnswer({ status: 500, body: { detail: "down" } });
    case "unauthorized":
      return httpAnswer({ status: 401, body: { detail: "Unauthorized" } });
    case "hanging":
      await held(new Promise(() => {}), closing);
      return httpAnswer({ status: 503, body: {} });
    case "missing":
      return httpAnswer({ status: 200, body: workspaces("another", plan) });
    case "ok":
      return httpAnswer({ status: 200, body: workspaces(account.id, plan) });
  }
}

/** `GET /backend-api/wham/usage`, asked by `account/rateLimits/read`. */
export function usage(
  plan: string,
  usedPercent: number,
  resetsAt: number,
): Response {
  const seconds = Math.max(0, Math.round(resetsAt - Date.now() / 1000));
  return httpAnswer({
    status: 200,
    body: {
      plan_type: plan,
      rate_limit: {
        allowed: usedPercent < 100,
        limit_reached: usedPercent >= 100,
        primary_window: {
          used_percent: usedPercent,
          limit_window_seconds: 18_000,
          reset_after_seconds: seconds,
          reset_at: resetsAt,
        },
        secondary_window: null,
      },
      credits: null,
    },
  });
}

/** `POST /oauth/token`: a refresh of the login. */
export function refreshToken(
  settings: ServiceSettings,
  tokens: object,
): Response {
  if (settings.refresh === "granted") {
    return httpAnswer({ status: 200, body: tokens });
  }
  return httpAnswer({
    status: 401,
    body: {
      error: {
        code: "refresh_token_reused",
        message: "Your refresh token has already been used.",
      },
    },
  });
}

function workspaces(id: string, plan: string): object {
  return {
    accounts: [{
      id,
      plan_type: plan,
      name: "Personal",
      structure: "personal",
      workspace_backend_origin: "https://chatgpt.com",
      account_routing_override: "NO_CONSTRAINT",
    }],
    account_ordering: [id],
    default_account_id: id,
  };
}
