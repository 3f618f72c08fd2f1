import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { Tail } from "../../src/codex/tail.ts";
import { assertProperty } from "../support/seeded.ts";
import { utf8 } from "./support_codex.ts";

Deno.test("Tail keeps the end of whatever flows through it, and no more", async (t) => {
  const property = fc.property(
    fc.integer({ min: 1, max: 50 }),
    fc.array(fc.string({ unit: "grapheme-ascii", maxLength: 80 })),
    (maxBytes, chunks) => {
      const tail = new Tail(maxBytes);
      for (const chunk of chunks) tail.push(utf8(chunk));
      const all = chunks.join("");
      const text = tail.text();
      assert(all.endsWith(text));
      assertEquals(text.length, Math.min(all.length, maxBytes));
    },
  );
  await assertProperty(t, property, 100);
});

Deno.test("Tail holds no more after 100 MB than after one chunk", () => {
  const maxBytes = 16 * 1024;
  const tail = new Tail(maxBytes);
  const chunk = utf8("flood ".repeat(10_000));
  for (let sent = 0; sent < 100_000_000; sent += chunk.length) tail.push(chunk);
  tail.push(utf8("the reason"));
  assertEquals(tail.text().length, maxBytes);
  assertStringIncludes(tail.text(), "flood the reason");
});

Deno.test("Tail keeps a copy: the reader may use its buffer again", () => {
  const tail = new Tail(100);
  const chunk = utf8("said");
  tail.push(chunk);
  chunk.fill(0x78);
  assertEquals(tail.text(), "said");
});

Deno.test("Tail joins a character that two chunks share", () => {
  const tail = new Tail(100);
  const [first = 0, ...others] = utf8("é!");
  tail.push(Uint8Array.of(first));
  tail.push(Uint8Array.from(others));
  assertEquals(tail.text(), "é!");
});

Deno.test("Tail shows bytes that are not UTF-8 as replacement characters", () => {
  const tail = new Tail(100);
  tail.push(Uint8Array.of(0x61, 0xff, 0x62));
  assertEquals(tail.text(), "a\ufffdb");
});
