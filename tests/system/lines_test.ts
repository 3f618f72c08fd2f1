import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { LineOverflow, LineSplitter } from "../../src/system/lines.ts";
import { anyStream } from "../fuzz/line_inputs.ts";
import { checkStream } from "../fuzz/line_rules.ts";
import { assertProperty } from "../support/seeded.ts";

/** A line in these tests, in bytes, when its length does not matter. */
const SHORT = 100;
/** The longest line that Codex sends, in bytes. */
const LONG = 48 * 1024 * 1024;

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function split(
  chunks: readonly Uint8Array[],
  splitter = new LineSplitter(SHORT),
): readonly string[] {
  return chunks.flatMap((chunk) => [...splitter.push(chunk)]);
}

Deno.test("LineSplitter gives the same lines wherever the chunks break, whatever the bytes", async (t) => {
  let messages = 0;
  const property = fc.property(anyStream, (bytes) => {
    if (checkStream(bytes)) messages++;
  });
  await assertProperty(t, property, 1_000);
  assert(messages > 100);
});

Deno.test("LineSplitter drops byte order marks in front of lines and keeps all others", () => {
  const bytes = utf8("\ufeff{}\n\ufeff\n{\ufeff}\n\ufeff\ufeff1\n");
  const expected = ["{}", "{\ufeff}", "\ufeff1"];
  for (let at = 0; at <= bytes.length; at++) {
    const chunks = [bytes.slice(0, at), bytes.slice(at)];
    assertEquals(split(chunks), expected, `cut at ${at}`);
  }
});

Deno.test("LineSplitter takes a stream byte by byte, characters cut in two", () => {
  const bytes = utf8('{"a":"ä🦊"}\r\n\r\n\n{"b":1}\n');
  const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
  assertEquals(split(chunks), ['{"a":"ä🦊"}', '{"b":1}']);
});

Deno.test("LineSplitter keeps back a line that has no end yet", () => {
  const splitter = new LineSplitter(SHORT);
  assertEquals(split([utf8("one\ntw")], splitter), ["one"]);
  assertEquals(split([utf8("o\n")], splitter), ["two"]);
});

Deno.test("LineSplitter leaves a carriage return inside a line alone", () => {
  assertEquals(split([utf8("a\rb\r\r\nc\n")]), ["a\rb\r", "c"]);
});

Deno.test("LineSplitter drops what it held of a line that is too long", () => {
  const splitter = new LineSplitter(4);
  assertThrows(() => split([utf8("abc"), utf8("de")], splitter), LineOverflow);
  assertEquals(split([utf8("ok\n")], splitter), ["ok"]);
});

Deno.test("LineSplitter takes a line of 48 MiB in 64 KiB chunks", () => {
  const chunk = new Uint8Array(64 * 1024).fill(0x61);
  const splitter = new LineSplitter(LONG);
  for (let held = 0; held < LONG; held += chunk.length) {
    assertEquals([...splitter.push(chunk)].length, 0);
  }
  const [line] = splitter.push(Uint8Array.of(0x0a));
  assertEquals(line?.length, LONG);
});

Deno.test("LineSplitter takes a line as long as its limit, and not one byte more", () => {
  const splitter = new LineSplitter(4);
  assertEquals(split([utf8("abcd\n")], splitter), ["abcd"]);
  assertEquals(split([utf8("abcd")], splitter), []);
  assertThrows(() => split([utf8("e")], splitter), LineOverflow);
});
