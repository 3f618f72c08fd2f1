import { redact } from "../errors/redact.ts";
import type { Connection } from "./connection.ts";
import { accountReply } from "./protocol.ts";

/** What Codex says about its login. */
export type AccountAnswer =
  | {
    readonly kind: "logged in";
    readonly type: string;
    readonly plan: string | null;
  }
  | { readonly kind: "logged out"; readonly reason?: string }
  /** Codex is set up for another service than OpenAI's, which needs no login there. */
  | { readonly kind: "other provider" }
  /** Could not be told, mostly because the network is down: turns may still work. */
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Codex 0.160 and later ask the network, 20 to 80 ms when that works and 15 s
 * when it hangs; whoever waits for an image should not wait for that.
 */
const ACCOUNT_MS = 8_000;

/**
 * Since 0.160 a login that the service refuses is an error of `account/read`
 * and has no code of its own: these are the texts that mean "sign in again".
 */
const signInAgain = [
  "selected workspace missing from routing discovery",
  "unauthorized (401)",
  "could not be refreshed",
] as const;

/** Asks which account is logged in; reads nothing but its type and plan. */
export async function readAccount(
  connection: Connection,
): Promise<AccountAnswer> {
  const reply = await connection.request(
    "account/read",
    { refreshToken: false },
    ACCOUNT_MS,
  );
  switch (reply.kind) {
    case "result":
      return fromResult(reply.result);
    case "error": {
      const reason = redact(reply.message);
      return signInAgain.some((text) => reply.message.includes(text))
        ? { kind: "logged out", reason }
        : { kind: "unknown", reason };
    }
    case "timeout":
      return { kind: "unknown", reason: "Codex did not answer in time" };
    case "lost":
      return { kind: "unknown", reason: "Codex ended" };
  }
}

function fromResult(result: unknown): AccountAnswer {
  const { data } = accountReply.safeParse(result);
  if (data === undefined) {
    return { kind: "unknown", reason: "Codex answered in an unknown form" };
  }
  const { account, requiresOpenaiAuth } = data;
  if (account !== null) {
    const { type, planType } = account;
    return { kind: "logged in", type: redact(type), plan: planType ?? null };
  }
  return {
    kind: requiresOpenaiAuth === false ? "other provider" : "logged out",
  };
}
