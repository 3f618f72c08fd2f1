import { Failure } from "../errors/failure.ts";
import { redact } from "../errors/redact.ts";
import type { Policy } from "./schema.ts";

/** Longest plan name that a message shows, in characters. */
const LONGEST_SHOWN = 60;

/** Whether a ChatGPT plan may make images; an unknown one may, with a warning. */
export type PlanVerdict =
  | { readonly state: "allowed" }
  | { readonly state: "unknown"; readonly warning: string }
  | { readonly state: "refused"; readonly failure: Failure };

/**
 * Judges a ChatGPT plan by its name in `account/read`; null when Codex names
 * none. A plan in both lists is refused, with `preflight/no_entitlement`.
 */
export function judgePlan(
  plans: Policy["plans"],
  plan: string | null,
): PlanVerdict {
  if (plan === null) {
    return {
      state: "unknown",
      warning: "Codex does not say which ChatGPT plan the account is on",
    };
  }
  const shown = redact(plan, LONGEST_SHOWN);
  if (plans.refused.includes(plan)) {
    return {
      state: "refused",
      failure: new Failure("preflight/no_entitlement", {
        message: `The ChatGPT plan "${shown}" cannot make images with Codex`,
        evidence: { plan: shown, allowed: plans.allowed },
      }),
    };
  }
  return plans.allowed.includes(plan) ? { state: "allowed" } : {
    state: "unknown",
    warning:
      `The ChatGPT plan "${shown}" is not one the policy knows; it is tried all the same`,
  };
}
