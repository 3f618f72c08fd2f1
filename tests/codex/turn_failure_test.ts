import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Ending } from "../../src/codex/connection.ts";
import type { Notification } from "../../src/codex/messages.ts";
import type { TurnOutcome } from "../../src/codex/turn.ts";
import { type Stderr, turnFailure } from "../../src/codex/turn_failure.ts";
import type { Code, Retry } from "../../src/errors/catalogue.ts";
import type { Failure } from "../../src/errors/failure.ts";
import {
  completed,
  errored,
  imageCompleted,
  imageFailed,
  imageStarted,
  outcomeOf,
  recordOf,
  said,
  started,
  turnError,
  usage,
  type Used,
} from "./support_turn.ts";

const silent: Stderr = { rawStderr: "", stderr: "" };

function stderr(text: string): Stderr {
  return { rawStderr: text, stderr: text };
}

/** The failure of a turn that these notifications tell. */
function failureOf(
  notifications: readonly Notification[],
  { log = silent, ...more }: Partial<TurnOutcome> & { log?: Stderr } = {},
): Failure {
  return turnFailure(outcomeOf(recordOf(...notifications), more), log);
}

/** A turn that failed: its last word, and what Codex retried before. */
function failedTurn(error: object, retried?: object): Notification[] {
  return [
    started,
    ...(retried ? [errored(retried, true)] : []),
    errored(error, false),
    completed("failed", error),
  ];
}

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

const failedItem = (text: string): Notification[] => [
  started,
  imageStarted("exec-1"),
  imageFailed(),
  said(text),
  completed(),
];
const log = (text: string) =>
  stderr(`2026-11-22 ERROR codex_core::tools::router: error=${text}\n`);
const tool = "image generation failed: http";

/** Turns that "completed" without an image: what is left is stderr and words. */
const emptyTurns: readonly (readonly [
  string,
  Notification[],
  Partial<TurnOutcome> & { log?: Stderr },
  Code,
])[] = [
  [
    "moderation",
    failedItem("I could not make it."),
    {
      log: log(
        `${tool} 400 Bad Request: Some("{\\"error\\":{\\"code\\":\\"moderation_blocked\\"}}")`,
      ),
    },
    "runtime/rejected",
  ],
  [
    "moderation that only the model repeats",
    failedItem(`${tool} 400 Bad Request: moderation_blocked`),
    {},
    "runtime/rejected",
  ],
  ["401 of the image service", failedItem(""), {
    log: log(`${tool} 401 Unauthorized`),
  }, "runtime/unauthorized"],
  [
    "a usage limit of the image service",
    failedItem(""),
    {
      log: log(
        `${tool} 429 Too Many Requests: Some("{\\"error\\":{\\"type\\":\\"usage_limit_reached\\"}}")`,
      ),
    },
    "runtime/usage_limit",
  ],
  ["500 of the image service", failedItem(""), {
    log: log(`${tool} 500 Internal Server Error`),
  }, "runtime/overloaded"],
  ["a connection to the image service that is cut", failedItem("sorry"), {
    log: log("image generation failed: network error: error sending request"),
  }, "runtime/outcome_unknown"],
  ["an image service that sends nothing", failedItem(""), {
    log: log("image generation returned no image data"),
  }, "runtime/no_output"],
  [
    "base64 that is none",
    [
      started,
      imageCompleted("a", {
        result: "!!!",
        savedPath: undefined,
      }),
      completed(),
    ],
    { junk: ["is empty"] },
    "output/invalid_image",
  ],
  ["bytes that are no image", [started, imageCompleted(), completed()], {
    junk: ["is not a PNG, JPEG or WebP image"],
  }, "output/invalid_image"],
  [
    "an answer in words",
    [started, said("Here is a poem"), completed()],
    {},
    "runtime/no_output",
  ],
  [
    "a refusal that is dropped whole",
    [started, completed()],
    {},
    "runtime/no_output",
  ],
  [
    "an item that says itself that the limit is reached",
    [
      started,
      imageFailed({
        type: "usageLimitExceeded",
        limitId: "images",
        resetsAt: 1_800_000_000,
      }),
      completed(),
    ],
    {},
    "runtime/usage_limit",
  ],
  [
    "a turn that somebody else stopped",
    [started, completed("interrupted")],
    {},
    "runtime/outcome_unknown",
  ],
];

for (const [name, notifications, more, code] of emptyTurns) {
  Deno.test(`turnFailure() makes ${code} of ${name}`, () => {
    assertEquals(failureOf(notifications, more).code, code);
  });
}

const exited: Ending = { kind: "exited", exit: { code: 1, signal: null } };

const stops: readonly (readonly [
  string,
  Partial<TurnOutcome>,
  Code,
  Retry,
])[] = [
  ["silence", { why: "stalled" }, "runtime/outcome_unknown", "unsafe"],
  ["a deadline", { why: "too long" }, "runtime/outcome_unknown", "unsafe"],
  ["a cancel", { why: "cancelled" }, "runtime/cancelled", "unsafe"],
  [
    "a refused turn, which costs nothing",
    {
      why: "refused",
      reply: { kind: "error", code: -32600, message: "no such thread" },
    },
    "runtime/call_failed",
    "safe",
  ],
  [
    "an exit",
    { why: "lost", ending: exited },
    "runtime/outcome_unknown",
    "unsafe",
  ],
  [
    "a line over the limit",
    { why: "lost", ending: { kind: "overflow" } },
    "runtime/protocol_overflow",
    "unsafe",
  ],
  [
    "a flood of junk",
    { why: "lost", ending: { kind: "junk" } },
    "runtime/protocol_error",
    "unsafe",
  ],
  [
    "a Codex that does not read",
    { why: "lost", ending: { kind: "not reading" } },
    "runtime/outcome_unknown",
    "unsafe",
  ],
];

for (const [name, more, code, retry] of stops) {
  Deno.test(`turnFailure() makes ${code} of ${name}`, () => {
    const failure = failureOf([started], more);
    assertEquals(failure.code, code);
    assertEquals(failure.retry, retry);
  });
}

Deno.test("turnFailure() says by what and with which last words Codex was ended", () => {
  const { evidence } = failureOf([started], {
    why: "lost",
    ending: { kind: "exited", exit: { code: 137, signal: "SIGKILL" } },
    log: stderr("thread main panicked"),
  });
  assertEquals(evidence, {
    reason: "Codex was ended by SIGKILL",
    stderr: "thread main panicked",
  });
});

Deno.test("turnFailure() says of a cancelled turn whether it may have been charged", () => {
  const charged = (more: Partial<TurnOutcome>, ...told: Notification[]) =>
    failureOf(told, { why: "cancelled", ...more }).evidence.mayHaveBeenCharged;
  assertEquals(charged({ reply: { kind: "result", result: {} } }), true);
  assertEquals(
    charged({ reply: { kind: "error", code: -32600, message: "no" } }),
    false,
  );
  assertEquals(charged({ reply: undefined }, started), true);
});

Deno.test("turnFailure() shows the model's answer, masked and cut", () => {
  const { evidence } = failureOf([
    started,
    said(`No. sk-${"a".repeat(40)} ${"word ".repeat(1_000)}`),
    completed(),
  ]);
  assert(typeof evidence.reply === "string");
  assertStringIncludes(evidence.reply, "No. [token]");
  assert(evidence.reply.length <= 501);
});

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
