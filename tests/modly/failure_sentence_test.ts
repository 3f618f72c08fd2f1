import { assert, assertEquals, assertMatch } from "@std/assert";
import { codes } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";
import { failureSentence } from "../../src/modly/failure_sentence.ts";

for (const code of codes) {
  Deno.test(`${code} is one line that ends with the code`, () => {
    const sentence = failureSentence(
      new Failure(code, { evidence: { reason: "It\nsaid: no. " } }),
    );
    assertMatch(sentence, /^[^\n\r]+ \([a-z]+\/[a-z_]+\)$/);
    assert(
      sentence.endsWith(`: It said: no (${code})`) ||
        sentence.includes("It said: no;"),
    );
    // Flags of `generate` mean nothing to somebody who sits before a host.
    assertEquals(
      sentence.match(/--(?:prompt|image|workspace|overwrite)/),
      null,
    );
  });
}

Deno.test("A kept image and the time to come back are told", () => {
  assertEquals(
    failureSentence(
      new Failure("output/persist_failed", {
        evidence: { keptPath: "/home/me/kept.png" },
      }),
    ),
    "The image was made but could not be put at the output target; it is kept at /home/me/kept.png; take the image from the path given, where it is kept (output/persist_failed)",
  );
  assertEquals(
    failureSentence(
      new Failure("runtime/usage_limit", {
        retryAfter: "2026-01-01T00:00:00Z",
        remedy: "x".repeat(200),
      }),
    ),
    "The account's usage limit is reached; try again after 2026-01-01T00:00:00Z (runtime/usage_limit)",
  );
});

Deno.test("A reason that the message holds already is not told twice", () => {
  assertEquals(
    failureSentence(
      new Failure("request/invalid_input_image", {
        message: "Input image cat.png is empty",
        evidence: { reason: "is empty" },
        remedy: "Give another one",
      }),
    ),
    "Input image cat.png is empty; give another one (request/invalid_input_image)",
  );
});
