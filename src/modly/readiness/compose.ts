import type { AccountAnswer } from "../../codex/account.ts";
import { catalogue } from "../../errors/catalogue.ts";
import type { Failure } from "../../errors/failure.ts";
import { actionsFor } from "./actions.ts";
import { labelFor } from "./labels.ts";
import type { Readiness, ReadinessEvidence } from "./readiness.ts";
import { safeText } from "./safe_text.ts";

/** What a check has found out; what it did not get to is undefined. */
export interface Findings {
  /** As the policy writes it, such as `linux/x86_64`. */
  readonly platform: string;
  readonly experimental?: boolean;
  readonly version?: string;
  readonly account?: AccountAnswer;
}

/** Puts an answer together; `failure` is what stops images from being made. */
export function composeReadiness(
  findings: Findings,
  failure: Failure | undefined,
  checkedAt: Date,
): Readiness {
  return {
    ok: failure === undefined,
    machine_code: failure?.code ?? "ready",
    checked_at: checkedAt.toISOString(),
    label_hint: labelFor(failure?.code),
    reason: failure === undefined
      ? readyReason(findings)
      : failureReason(failure),
    evidence: {
      source: "codex app-server",
      runtime_name: "codex-cli",
      runtime_version: safeText(findings.version ?? "", "unknown"),
      platform: safeText(findings.platform, "unknown"),
      ...accountStates(findings.account, failure),
    },
    details: {},
    actions: actionsFor(failure?.code),
  };
}

function readyReason({ account, platform, experimental }: Findings): string {
  const login = account?.kind === "logged in"
    ? "Codex is installed and logged in"
    : "Codex is installed; its login could not be checked just now";
  return experimental ? `${login}; ${platform} is experimental` : login;
}

function failureReason({ code, message, remedy }: Failure): string {
  const entry = catalogue[code];
  const what = safeText(message, entry.message);
  return `${what}. ${safeText(remedy, entry.remedy)}`;
}

function accountStates(
  account: AccountAnswer | undefined,
  failure: Failure | undefined,
): Pick<ReadinessEvidence, "auth_state" | "entitlement_state"> {
  switch (account?.kind) {
    case "logged in":
      return {
        auth_state: "authenticated",
        entitlement_state: failure?.code === "preflight/no_entitlement"
          ? "not_entitled"
          : "entitled",
      };
    case "logged out":
      return { auth_state: "not_authenticated", entitlement_state: "unknown" };
    default:
      return { auth_state: "unknown", entitlement_state: "unknown" };
  }
}
