import { assertEquals } from "@std/assert";
import {
  codeOfHttpStatus,
  codeOfTurnError,
} from "../../src/codex/error_info.ts";
import type { TurnError } from "../../src/codex/protocol.ts";
import type { Code } from "../../src/errors/catalogue.ts";
import { codes } from "../../src/errors/catalogue.ts";

type Info = TurnError["codexErrorInfo"];

function codeOf(info: Info, retried?: Info): Code {
  const error = (codexErrorInfo: Info): TurnError => ({
    message: "You've hit your usage limit",
    codexErrorInfo,
  });
  return codeOfTurnError(
    error(info),
    retried === undefined ? undefined : error(retried),
  );
}

const http = (name: string, httpStatusCode: number | null): Info => ({
  [name]: { httpStatusCode },
});

/** Every `CodexErrorInfo` of 0.122.0 and 0.169.0. */
const infos: readonly (readonly [Info, Code])[] = [
  ["contextWindowExceeded", "runtime/call_failed"],
  ["sessionBudgetExceeded", "runtime/usage_limit"],
  ["usageLimitExceeded", "runtime/usage_limit"],
  ["rateLimitExceeded", "runtime/rate_limited"],
  ["flexUnavailable", "runtime/overloaded"],
  ["serverOverloaded", "runtime/overloaded"],
  ["modelNotFound", "runtime/call_failed"],
  ["policyCapacityUnavailable", "runtime/overloaded"],
  ["inferenceHookDenied", "runtime/rejected"],
  ["cyberPolicy", "runtime/rejected"],
  ["misalignmentPolicyViolation", "runtime/rejected"],
  ["tooManyDenials", "runtime/rejected"],
  ["internalServerError", "runtime/overloaded"],
  ["unauthorized", "runtime/unauthorized"],
  ["badRequest", "runtime/call_failed"],
  ["threadRollbackFailed", "runtime/call_failed"],
  ["sandboxError", "runtime/call_failed"],
  ["other", "runtime/call_failed"],
  [http("httpConnectionFailed", null), "runtime/call_failed"],
  [http("httpConnectionFailed", 401), "runtime/unauthorized"],
  [http("httpConnectionFailed", 503), "runtime/overloaded"],
  [http("responseStreamConnectionFailed", 403), "runtime/unauthorized"],
  [http("responseStreamConnectionFailed", 500), "runtime/overloaded"],
  [http("responseStreamDisconnected", null), "runtime/outcome_unknown"],
  [http("responseTooManyFailedAttempts", 429), "runtime/rate_limited"],
  [{ activeTurnNotSteerable: { turnKind: "review" } }, "runtime/call_failed"],
];

for (const [info, code] of infos) {
  Deno.test(`codeOfTurnError() makes ${code} of ${JSON.stringify(info)}`, () => {
    assertEquals(codeOf(info), code);
  });
}

Deno.test("codeOfTurnError() calls what broke off at the last try unknown", () => {
  const broken = http("responseStreamDisconnected", null);
  assertEquals(codeOf("other", broken), "runtime/outcome_unknown");
});

Deno.test("codeOfTurnError() lets the last word go before what was retried", () => {
  const broken = http("responseStreamDisconnected", null);
  assertEquals(codeOf("usageLimitExceeded", broken), "runtime/usage_limit");
});

/** 0.122.0 logged out: five retries with the status, then only "other". */
Deno.test("codeOfTurnError() asks the retried error for the HTTP status when the last word is other", () => {
  for (
    const [status, code] of [
      [401, "runtime/unauthorized"],
      [429, "runtime/rate_limited"],
      [503, "runtime/overloaded"],
    ] as const
  ) {
    const retried = http("responseStreamDisconnected", status);
    assertEquals(codeOf("other", retried), code);
  }
});

Deno.test("codeOfTurnError() has a code for shapes that nobody knows", () => {
  const strange: readonly Info[] = [
    null,
    undefined,
    "",
    "somethingNew",
    "toString",
    "constructor",
    "__proto__",
    {},
    { somethingNew: null },
    { usageLimitExceeded: 7 },
    { httpConnectionFailed: { httpStatusCode: "401" } },
  ];
  for (const info of strange) {
    assertEquals(codes.includes(codeOf(info)), true, JSON.stringify(info));
  }
});

const statuses: readonly (readonly [number, Code | undefined])[] = [
  [200, undefined],
  [400, undefined],
  [401, "runtime/unauthorized"],
  [403, "runtime/unauthorized"],
  [404, undefined],
  [429, "runtime/rate_limited"],
  [499, undefined],
  [500, "runtime/overloaded"],
  [529, "runtime/overloaded"],
];

for (const [status, code] of statuses) {
  Deno.test(`codeOfHttpStatus() makes ${code ?? "nothing"} of ${status}`, () => {
    assertEquals(codeOfHttpStatus(status), code);
  });
}
