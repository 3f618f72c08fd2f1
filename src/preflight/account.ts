import type { AccountAnswer } from "../codex/account.ts";
import { Failure } from "../errors/failure.ts";
import type { Policy } from "../policy/schema.ts";
import { judgePlan } from "../policy/plans.ts";

/**
 * Holds Codex's login against the policy. An account that could not be asked
 * for is a warning: turns may still work when that question does not.
 *
 * @returns warnings.
 * @throws {Failure} `preflight/not_authenticated`, `preflight/no_entitlement`
 */
export function requireAccount(
  answer: AccountAnswer,
  plans: Policy["plans"],
): readonly string[] {
  requireLogin(answer);
  if (answer.kind === "unknown") {
    return [
      `Codex could not tell which account is logged in: ${answer.reason}`,
    ];
  }
  return answer.kind === "logged in" ? requirePlan(answer, plans) : [];
}

/**
 * The first half: is anybody logged in, and where images are made?
 *
 * @throws {Failure} `preflight/not_authenticated`, `preflight/no_entitlement`
 */
export function requireLogin(answer: AccountAnswer): void {
  if (answer.kind === "other provider") {
    throw new Failure("preflight/no_entitlement", {
      message:
        "Codex is set up for another provider than OpenAI, and offers its image tool only there",
      remedy:
        "Take model_provider out of Codex's config.toml, then: codex login",
    });
  }
  if (answer.kind !== "logged out") return;
  throw new Failure(
    "preflight/not_authenticated",
    answer.reason === undefined ? {} : {
      message: "The service no longer accepts Codex's login",
      remedy: "Log in again: codex logout, then codex login",
      evidence: { reason: answer.reason },
    },
  );
}

/** Codex's name of a login with a ChatGPT account. */
const CHATGPT = "chatgpt";

/**
 * The second half: may this account make images?
 *
 * @throws {Failure} `preflight/no_entitlement`
 */
export function requirePlan(
  account: Extract<AccountAnswer, { kind: "logged in" }>,
  plans: Policy["plans"],
): readonly string[] {
  if (account.type !== CHATGPT) {
    throw new Failure("preflight/no_entitlement", {
      message:
        "Codex is logged in without a ChatGPT account, and offers its image tool only with one",
      evidence: { login: account.type },
    });
  }
  const verdict = judgePlan(plans, account.plan);
  if (verdict.state === "refused") throw verdict.failure;
  return verdict.state === "unknown" ? [verdict.warning] : [];
}
