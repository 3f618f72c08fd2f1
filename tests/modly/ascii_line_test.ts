import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { asciiLine } from "../../src/modly/ascii_line.ts";
import { assertProperty } from "../support/seeded.ts";

Deno.test("A line is ASCII, ends once and means the same", async (t) => {
  const property = fc.property(
    fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })),
    (message) => {
      const line = asciiLine(message);
      assertMatch(line, /^[\x20-\x7e]+\n$/);
      assertEquals(JSON.parse(line), { ...message });
    },
  );
  await assertProperty(t, property, 100);
});

Deno.test("Signs beyond the first plane are two escapes, as JSON has them", () => {
  assertEquals(asciiLine({ a: "ü🚲" }), '{"a":"\\u00fc\\ud83d\\udeb2"}\n');
});
