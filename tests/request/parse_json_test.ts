import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Failure } from "../../src/errors/failure.ts";
import { parseJson } from "../../src/request/parse_json.ts";
import { assertProperty } from "../support/seeded.ts";

function refusal(text: string): Failure {
  return assertThrows(() => parseJson(text), Failure);
}

Deno.test("parseJson() gives any JSON value back", async (t) => {
  const property = fc.property(fc.json(), (text) => {
    assertEquals(parseJson(text), JSON.parse(text));
  });
  await assertProperty(t, property, 100);
});

Deno.test("parseJson() accepts a byte order mark", () => {
  assertEquals(parseJson('\uFEFF{"prompt":"x"}'), { prompt: "x" });
});

const faults: readonly (readonly [string, string, number, number])[] = [
  ["nothing", "", 1, 1],
  ["spaces", " \n ", 1, 1],
  ["a byte order mark alone", "\uFEFF", 1, 1],
  ["plain words", "a red bicycle", 1, 1],
  ["a cut object", '{\n  "prompt": "x"', 2, 16],
  ["a trailing comma", '{\r\n "prompt": "x",\r\n}', 3, 1],
  ["a comment", '{ // why\n "prompt": "x" }', 1, 3],
  ["single quotes", "{'prompt': 1}", 1, 2],
  ["two values", '{"prompt":"x"} {}', 1, 16],
  ["a line break in text", '["a\nb"]', 1, 2],
  ["a leading zero", "[01]", 1, 3],
  ["a byte order mark before a fault", '\uFEFF{"a":1,}', 1, 8],
];

for (const [name, text, line, column] of faults) {
  Deno.test(`parseJson() names the place of the fault: ${name}`, () => {
    const failure = refusal(text);
    assertEquals(failure.code, "request/invalid_json");
    assertEquals(
      [failure.evidence.line, failure.evidence.column],
      [line, column],
    );
    assert(failure.message.endsWith(` at line ${line}, column ${column}`));
  });
}

Deno.test("parseJson() survives nesting deeper than any stack", () => {
  const { code, evidence } = refusal("[".repeat(200_000));
  assertEquals(code, "request/invalid_json");
  assertEquals(evidence.line, 1);
});

Deno.test("parseJson() never repeats the text", () => {
  const failure = refusal('{"input_image": "iVBORw0KGgoSECRET", oops}');
  assert(!JSON.stringify([failure.message, failure.evidence]).includes("SECR"));
  assert(!/oops|input_image/.test(failure.message));
});

Deno.test("parseJson() either reads text or fails with a place in it", async (t) => {
  const piece = fc.constantFrom(
    ..."{}[],:\"\\-0.e \n\r\t/*'",
    "true",
    "nul",
    "\u0000",
    "\u2028",
  );
  const text = fc.array(piece).map((pieces) => pieces.join(""));
  const property = fc.property(text, (text) => {
    try {
      parseJson(text);
    } catch (error) {
      assert(error instanceof Failure && error.code === "request/invalid_json");
      assert(Number(error.evidence.line) <= text.split(/\r\n|\r|\n/).length);
      assert(Number(error.evidence.column) >= 1);
    }
  });
  await assertProperty(t, property, 100);
});
