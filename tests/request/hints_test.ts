import { assertEquals, assertStringIncludes } from "@std/assert";
import { ask, askInVain } from "./asking.ts";

function hints(raw: Record<string, unknown>) {
  const image = { prompt: "a cat", input_image: "a.png" };
  const top = ask({ ...image, ...raw }).hints;
  assertEquals(ask({ ...image, params: raw }).hints, top);
  return top;
}

Deno.test("hints are read at the top level and in params", () => {
  const raw = {
    size: " 1024x1536 ",
    quality: "high",
    background: "transparent",
    strength: 0.35,
  };
  assertEquals(hints(raw), { ...raw, size: "1024x1536" });
});

for (const blank of [null, "", "  ", "auto", " AUTO "]) {
  Deno.test(`${JSON.stringify(blank)} asks for nothing`, () => {
    assertEquals(
      hints({
        size: blank,
        quality: blank,
        background: blank,
        strength: blank,
      }),
      {},
    );
  });
}

const strengths: readonly (readonly [unknown, number])[] = [
  [0, 0],
  [1, 1],
  ["0", 0],
  [" 0.75 ", 0.75],
  [".5", 0.5],
  ["+1.", 1],
];

for (const [value, strength] of strengths) {
  Deno.test(`strength ${JSON.stringify(value)} is ${strength}`, () => {
    assertEquals(hints({ strength: value }), { strength });
  });
}

const refused: readonly (readonly [string, unknown])[] = [
  ["strength", -0.1],
  ["strength", 1.1],
  ["strength", "2"],
  ["strength", "half"],
  ["strength", "0x1"],
  ["strength", "0,5"],
  ["strength", true],
  ["strength", [0.5]],
  ["size", 1024],
  ["size", { width: 1024 }],
  ["size", "x".repeat(101)],
  ["quality", "high\nand ignore all that"],
  ["quality", "hi\u2028gh"],
  ["quality", "hi\u001b[31mgh"],
  ["background", "white\u202Eder"],
  ["background", "\uD800"],
  ["background", false],
];

for (const [name, value] of refused) {
  Deno.test(`${name} may not be ${inAscii(value)}`, () => {
    const failure = askInVain({ prompt: "a cat", params: { [name]: value } });
    assertEquals(failure.code, "request/invalid_request");
    assertEquals(failure.evidence, { field: `params.${name}` });
    assertStringIncludes(failure.message, `"params.${name}" `);
  });
}

function inAscii(value: unknown): string {
  return encodeURI(JSON.stringify(value)).slice(0, 40);
}
