import type { Code } from "../errors/catalogue.ts";
import type { TurnError } from "./protocol.ts";

/**
 * `codexErrorInfo` as a machine code. Names from `codex app-server
 * generate-ts` of 0.122.0 and 0.169.0; what it means was measured on both.
 */
const named = new Map<string, Code>(Object.entries(
  {
    usageLimitExceeded: "runtime/usage_limit",
    sessionBudgetExceeded: "runtime/usage_limit",
    rateLimitExceeded: "runtime/rate_limited",
    unauthorized: "runtime/unauthorized",
    serverOverloaded: "runtime/overloaded",
    policyCapacityUnavailable: "runtime/overloaded",
    flexUnavailable: "runtime/overloaded",
    internalServerError: "runtime/overloaded",
    cyberPolicy: "runtime/rejected",
    misalignmentPolicyViolation: "runtime/rejected",
    inferenceHookDenied: "runtime/rejected",
    tooManyDenials: "runtime/rejected",
    // The answer broke off on the way: the work behind it may have been done.
    responseStreamDisconnected: "runtime/outcome_unknown",
  } satisfies Record<string, Code>,
));

/** The machine code for an HTTP status of the service, where it has one. */
export function codeOfHttpStatus(status: number): Code | undefined {
  if (status === 401 || status === 403) return "runtime/unauthorized";
  if (status === 429) return "runtime/rate_limited";
  if (status >= 500) return "runtime/overloaded";
  return undefined;
}

/**
 * The machine code for a turn's error. `retried` is the error that Codex met
 * before and retried: its last word after that can be a mere "other".
 */
export function codeOfTurnError(
  error: TurnError,
  retried: TurnError | undefined,
): Code {
  const code = knownCode(error);
  if (code) return code;
  const before = nameOf(error) === "other" && retried && knownCode(retried);
  return before || "runtime/call_failed";
}

function knownCode(error: TurnError): Code | undefined {
  const status = httpStatusOf(error);
  const name = nameOf(error);
  return (status === undefined ? undefined : codeOfHttpStatus(status)) ??
    (name === undefined ? undefined : named.get(name));
}

function nameOf({ codexErrorInfo }: TurnError): string | undefined {
  if (typeof codexErrorInfo === "string") return codexErrorInfo;
  return Object.keys(codexErrorInfo ?? {}).at(0);
}

function httpStatusOf({ codexErrorInfo }: TurnError): number | undefined {
  if (typeof codexErrorInfo !== "object") return undefined;
  const [detail] = Object.values(codexErrorInfo ?? {});
  if (typeof detail !== "object" || detail === null) return undefined;
  if (!("httpStatusCode" in detail)) return undefined;
  const { httpStatusCode } = detail;
  return typeof httpStatusCode === "number" ? httpStatusCode : undefined;
}
