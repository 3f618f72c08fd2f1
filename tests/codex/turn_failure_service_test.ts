/**
 * Proves what becomes of a turn that fails by the service's own error: its code,
 * its masked reason, and when a used-up limit resets.
 */
import { assert, assertEquals } from "@std/assert";
import type { Notification } from "../../src/codex/messages.ts";
import type { Code } from "../../src/errors/catalogue.ts";
import {
  completed,
  errored,
  imageFailed,
  started,
  turnError,
  usage,
  type Used,
} from "./support_turn.ts";
import { failedTurn, failureOf } from "./support_turn_failure.ts";

const dropped = (httpStatusCode: number | null) =>
  turnError(
    { responseStreamDisconnected: { httpStatusCode } },
    "Reconnecting... 5/5",
    "the real text",
  );

/** Turns that failed on 0.122.0 or 0.169.0. */
const failedTurns: readonly (readonly [string, Notification[], Code])[] = [
  [
    "logged out, 0.169.0",
    failedTurn(
      turnError({ httpConnectionFailed: { httpStatusCode: 401 } }),
      dropped(401),
    ),
    "runtime/unauthorized",
  ],
  [
    "logged out, 0.122.0",
    failedTurn(
      turnError("other", "unexpected status 401 Unauthorized: Missing bearer"),
      dropped(401),
    ),
    "runtime/unauthorized",
  ],
  [
    "a refused refresh",
    failedTurn(turnError("unauthorized")),
    "runtime/unauthorized",
  ],
  [
    "a usage limit",
    failedTurn(turnError("usageLimitExceeded", "You\u2019ve hit your limit")),
    "runtime/usage_limit",
  ],
  [
    "429, 0.169.0",
    failedTurn(
      turnError({ responseTooManyFailedAttempts: { httpStatusCode: 429 } }),
      dropped(429),
    ),
    "runtime/rate_limited",
  ],
  [
    "429, 0.122.0",
    failedTurn(
      turnError({ responseTooManyFailedAttempts: { httpStatusCode: 429 } }),
    ),
    "runtime/rate_limited",
  ],
  [
    "500",
    failedTurn(turnError("internalServerError"), dropped(null)),
    "runtime/overloaded",
  ],
  [
    "503",
    failedTurn(turnError("serverOverloaded"), dropped(503)),
    "runtime/overloaded",
  ],
  [
    "a model that the service does not know",
    failedTurn(turnError("other", '{"detail":"The model is not supported"}')),
    "runtime/call_failed",
  ],
  [
    "a stream that is cut every time",
    failedTurn(
      turnError(
        "other",
        "stream disconnected before completion: Transport error: network error: error decoding response body",
      ),
      dropped(null),
    ),
    "runtime/outcome_unknown",
  ],
  [
    "a prompt that the service refuses",
    failedTurn(turnError("other", "Invalid prompt")),
    "runtime/call_failed",
  ],
  [
    "a content filter",
    failedTurn(
      turnError(
        "other",
        "stream disconnected before completion: Incomplete response returned, reason: content_filter",
      ),
      dropped(null),
    ),
    "runtime/rejected",
  ],
  [
    "empty input, 0.122.0, which has no end",
    [
      started,
      errored(turnError("badRequest", "input must not be empty"), false),
    ],
    "runtime/call_failed",
  ],
];

for (const [name, notifications, code] of failedTurns) {
  Deno.test(`turnFailure() makes ${code} of ${name}`, () => {
    const failure = failureOf(notifications);
    assertEquals(failure.code, code);
    assert(typeof failure.evidence.reason === "string");
  });
}

Deno.test("turnFailure() masks the reason", () => {
  const { evidence } = failureOf(failedTurn(
    turnError("other", "no such file: /home/jane/secret/token.json"),
  ));
  assertEquals(evidence.reason, "no such file: [path]");
});

Deno.test("turnFailure() takes the reset time from the window that is full", () => {
  const turn = failedTurn(turnError("usageLimitExceeded"));
  const resetOf = (...windows: readonly Used[]) =>
    failureOf([usage(...windows), ...turn]).retryAfter;
  assertEquals(resetOf([100, 1_800_000_000]), "2027-01-15T08:00:00.000Z");
  assertEquals(
    resetOf([20, 1_800_000_000], [100, 1_900_000_000]),
    "2030-03-17T17:46:40.000Z",
  );
  assertEquals(resetOf([20, 1_800_000_000]), undefined);
  assertEquals(failureOf(turn).retryAfter, undefined);
});

Deno.test("turnFailure() takes the reset time from the image item before any other", () => {
  const failure = failureOf([
    usage([100, 1_700_000_000]),
    imageFailed({ type: "usageLimitExceeded", resetsAt: 1_800_000_000 }),
    completed(),
  ]);
  assertEquals(failure.retryAfter, "2027-01-15T08:00:00.000Z");
});

Deno.test("turnFailure() gives a reset time with no other code", () => {
  const failure = failureOf([
    usage([100, 1_800_000_000]),
    ...failedTurn(turnError("serverOverloaded")),
  ]);
  assertEquals(failure.retryAfter, undefined);
});
