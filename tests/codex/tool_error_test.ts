import { assert, assertEquals } from "@std/assert";
import { codeOfToolError, isContentRule } from "../../src/codex/tool_error.ts";
import type { Code } from "../../src/errors/catalogue.ts";

const failed =
  "ERROR codex_core::tools::router: error=image generation failed: http";

const traces: readonly (readonly [string, string, Code | undefined])[] = [
  [
    "moderation",
    `${failed} 400 Bad Request: Some("{\\"error\\":{\\"code\\":\\"moderation_blocked\\"}}")`,
    "runtime/rejected",
  ],
  [
    "codes in the model's own words",
    "moderation_blocked and http 500 are words I know",
    undefined,
  ],
  [
    "a usage limit, which comes as 429",
    `${failed} 429 Too Many Requests: Some("{\\"type\\":\\"usage_limit_reached\\"}")`,
    "runtime/usage_limit",
  ],
  ["a rate limit", `${failed} 429 Too Many Requests`, "runtime/rate_limited"],
  ["a login", `${failed} 401 Unauthorized`, "runtime/unauthorized"],
  ["a server's error", `${failed} 500 Internal`, "runtime/overloaded"],
  ["a bad request", `${failed} 400 Bad Request`, undefined],
  [
    "a connection that broke, behind which the image may have been made",
    "image generation failed: network error: error sending request",
    "runtime/outcome_unknown",
  ],
  [
    "an empty answer",
    "image generation returned no image data",
    undefined,
  ],
  ["an answer in words", "I cannot draw real people.", undefined],
  ["nothing", "", undefined],
  ["numbers that are no status", "https 500 http 5000 xhttp 500", undefined],
];

for (const [name, text, code] of traces) {
  Deno.test(`codeOfToolError() makes ${code ?? "nothing"} of ${name}`, () => {
    assertEquals(codeOfToolError(text), code);
  });
}

Deno.test("isContentRule() knows the service's codes in an error of Codex", () => {
  assert(isContentRule("Incomplete response returned, reason: content_filter"));
  assert(!isContentRule("Your request was rejected by the safety system."));
});
