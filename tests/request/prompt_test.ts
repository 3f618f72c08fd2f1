import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { ask, askInVain, limits } from "./asking.ts";

const most = limits.promptCharacters;

const accepted: readonly (readonly [string, string, string])[] = [
  ["space around it", "  a cat\n", "a cat"],
  ["line breaks and tabs inside", "a\n\tcat", "a\n\tcat"],
  ["emoji alone", "🐈", "🐈"],
  ["right-to-left text", "חתול", "חתול"],
  ["the longest", "x".repeat(most), "x".repeat(most)],
  ["the longest in emoji", "🐈".repeat(most), "🐈".repeat(most)],
];

for (const [name, prompt, expected] of accepted) {
  Deno.test(`a prompt may have ${name}`, () => {
    assertEquals(ask({ prompt }).prompt, expected);
  });
}

const refused: readonly (readonly [string, unknown, string])[] = [
  ["missing", undefined, "missing"],
  ["null", null, "missing"],
  ["empty", "", "missing"],
  ["blank", " \n\t ", "missing"],
  ["invisible", "\u200B\u2060", "no visible character"],
  ["a number", 7, "must be text"],
  ["a list", ["a cat"], "must be text"],
  ["an object", { filePath: "/home/jane/cat.png" }, "must be text"],
  ["with a NUL", "a\0cat", "NUL"],
  ["half a surrogate pair in front", "\uD83D a cat", "half a Unicode"],
  ["half a surrogate pair behind", "a cat \uDC08", "half a Unicode"],
  ["too long", "x".repeat(most + 1), `longer than ${most}`],
  ["too long in emoji", "🐈".repeat(most + 1), `longer than ${most}`],
];

for (const [name, prompt, problem] of refused) {
  Deno.test(`a prompt may not be ${name}`, () => {
    const failure = askInVain({ prompt });
    assertEquals(failure.code, "request/invalid_prompt");
    assertStringIncludes(failure.message, problem);
  });
}

Deno.test("a refused prompt is not repeated", () => {
  const { message, evidence } = askInVain({ prompt: "my secret\0plan" });
  assert(!JSON.stringify([message, evidence]).includes("secret"));
});
