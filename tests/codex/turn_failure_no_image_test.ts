/**
 * Proves what becomes of a turn that ends without an image although no error
 * ended it: the image tool's failure, junk in place of an image, or words.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Notification } from "../../src/codex/messages.ts";
import type { TurnOutcome } from "../../src/codex/turn.ts";
import type { Stderr } from "../../src/codex/turn_failure.ts";
import type { Code } from "../../src/errors/catalogue.ts";
import {
  completed,
  imageCompleted,
  imageFailed,
  imageStarted,
  said,
  started,
} from "./support_turn.ts";
import { failureOf, stderr } from "./support_turn_failure.ts";

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
    { junk: [{ reason: "is empty", path: undefined }] },
    "output/invalid_image",
  ],
  ["bytes that are no image", [started, imageCompleted(), completed()], {
    junk: [{ reason: "is not a PNG, JPEG or WebP image", path: undefined }],
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
