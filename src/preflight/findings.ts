import type { AccountAnswer } from "../codex/account.ts";
import type { Session } from "../codex/session.ts";
import type { RateLimits } from "../codex/protocol.ts";
import { usageWindows } from "../codex/usage.ts";
import { catalogue } from "../errors/catalogue.ts";
import { redact } from "../errors/redact.ts";
import { validationOf } from "../policy/evidence.ts";
import type { LoadedPolicy } from "../policy/loaded.ts";
import { judgePlatform } from "../policy/platforms.ts";
import type { Policy } from "../policy/schema.ts";
import { requireLogin, requirePlan } from "./account.ts";
import type { Finding } from "./checkup.ts";
import { requireCodexVersion } from "./open.ts";

/**
 * What each check of `doctor` concludes from what was read: rules and words,
 * no process and no disk. A finding that throws a Failure is a failed check.
 */

/** Which values are not the built-in ones. */
export function policyFinding(loaded: LoadedPolicy): Finding<Policy> {
  const changed = loaded.settings.filter(({ origin }) =>
    origin.layer !== "built-in"
  );
  return {
    value: loaded.policy,
    summary: changed.length === 0
      ? "The built-in policy is in force"
      : `Values of the policy that are not the built-in ones: ${changed.length}`,
    evidence: { changed: changed.map(({ key }) => key) },
  };
}

/**
 * Whether the policy lets the product run on the platform `key`.
 *
 * @throws {Failure} `preflight/unsupported_platform`
 */
export function platformFinding(policy: Policy, key: string): Finding<string> {
  const verdict = judgePlatform(policy.platforms, key);
  if (verdict.state === "refused") throw verdict.failure;
  return {
    value: key,
    evidence: { platform: key, risk: policy.platforms[key]?.risk ?? null },
    ...(verdict.state === "experimental"
      ? { status: "warning", summary: verdict.warning }
      : { summary: `${key} is enabled` }),
  };
}

/**
 * Which version Codex has.
 *
 * @throws {Failure} `preflight/unsupported_version`
 */
export function versionFinding(
  policy: Policy,
  session: Session,
): Finding<string> {
  const version = requireCodexVersion(session, policy);
  return {
    value: version,
    summary: `Codex ${version}`,
    evidence: { version, minimum: policy.codex.minimumVersion },
  };
}

/** Whether the product was tested with this version on this platform; a warning when not. */
export function validationFinding(
  policy: Policy,
  version: string,
  platform: string,
): Finding<null> {
  const { validated, summary } = validationOf(
    policy.evidence,
    version,
    platform,
  );
  return {
    value: null,
    status: validated ? "ok" : "warning",
    summary: `Codex ${version} on ${platform}: ${summary}`,
  };
}

const ACCOUNT_UNKNOWN = "preflight/account_unknown";

type Account = Extract<AccountAnswer, { kind: "logged in" }>;

/**
 * Who is logged in; the value is null when the account could not be asked for.
 *
 * @throws {Failure} `preflight/not_authenticated`, `preflight/no_entitlement`
 */
export function loginFinding(answer: AccountAnswer): Finding<Account | null> {
  requireLogin(answer);
  return answer.kind === "logged in"
    ? {
      value: answer,
      summary: "Codex is logged in",
      evidence: { login: answer.type },
    }
    : {
      value: null,
      status: "unknown",
      code: ACCOUNT_UNKNOWN,
      summary: "Codex could not tell which account is logged in",
      evidence: answer.kind === "unknown" ? { reason: answer.reason } : {},
      remedy: catalogue[ACCOUNT_UNKNOWN].remedy,
    };
}

/**
 * Whether the account may make images.
 *
 * @throws {Failure} `preflight/no_entitlement`
 */
export function planFinding(
  policy: Policy,
  account: Account | null,
): Finding<null> {
  if (account === null) {
    return {
      value: null,
      status: "unknown",
      summary: "The account's plan could not be told",
    };
  }
  const [warning] = requirePlan(account, policy.plans);
  return {
    value: null,
    ...(warning === undefined
      ? { summary: `The ChatGPT plan is ${account.plan}` }
      : { status: "warning", summary: warning }),
    evidence: { plan: account.plan && redact(account.plan) },
  };
}

/** A window that is full is a warning and no failure: it passes by itself. */
export function usageFinding(limits: RateLimits | undefined): Finding<null> {
  const windows = limits === undefined ? [] : usageWindows(limits);
  if (windows.length === 0) {
    return {
      value: null,
      status: "unknown",
      summary: "The account's usage could not be told",
    };
  }
  const full = windows.filter(({ usedPercent }) => usedPercent >= 100);
  const used = windows.map(({ usedPercent }) => `${usedPercent} %`).join(", ");
  return {
    value: null,
    evidence: { windows: windows.map((window) => ({ ...window })) },
    ...(full.length === 0 ? { summary: `Used so far: ${used}` } : {
      status: "warning",
      code: "runtime/usage_limit",
      summary: `The account's usage limit is reached (${used})`,
      remedy: resetText(full),
    }),
  };
}

function resetText(full: readonly { resetsAt: string | null }[]): string {
  const times = full.flatMap(({ resetsAt }) => resetsAt ?? []).toSorted();
  const last = times.at(-1);
  return last === undefined
    ? "Wait until the limit resets"
    : `Wait until the limit resets at ${last}`;
}
