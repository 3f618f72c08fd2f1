import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  LineOverflow,
  LineSplitter,
  MAX_LINE_BYTES,
} from "../../src/codex/lines.ts";
import { utf8 } from "./support_codex.ts";

function split(
  chunks: readonly Uint8Array[],
  splitter = new LineSplitter(),
): readonly string[] {
  return chunks.flatMap((chunk) => [...splitter.push(chunk)]);
}

/** `bytes` in chunks that end at the given places. */
function cut(
  bytes: Uint8Array,
  places: readonly number[],
): readonly Uint8Array[] {
  const ends = places.map((place) => place % (bytes.length + 1)).sort((a, b) =>
    a - b
  );
  return [...ends, bytes.length].map((end, index) =>
    bytes.slice(ends[index - 1] ?? 0, end)
  );
}

const someLine = fc.string({ unit: "binary" }).map((text) =>
  text.replaceAll(/[\r\n]/g, "").toWellFormed()
);
const lineEnd = fc.constantFrom("\n", "\r\n", "\n\n", "\r\n\n");

Deno.test("LineSplitter gives the same lines wherever the chunks break", () => {
  fc.assert(fc.property(
    fc.array(fc.tuple(someLine, lineEnd)),
    fc.array(fc.nat()),
    (lines, places) => {
      const bytes = utf8(lines.flat().join(""));
      const expected = lines.map(([line]) => line).filter((line) => line);
      assertEquals(split(cut(bytes, places)), expected);
    },
  ));
});

Deno.test("LineSplitter takes a stream byte by byte, characters cut in two", () => {
  const bytes = utf8('{"a":"ä🦊"}\r\n\r\n\n{"b":1}\n');
  const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
  assertEquals(split(chunks), ['{"a":"ä🦊"}', '{"b":1}']);
});

Deno.test("LineSplitter keeps back a line that has no end yet", () => {
  const splitter = new LineSplitter();
  assertEquals(split([utf8("one\ntw")], splitter), ["one"]);
  assertEquals(split([utf8("o\n")], splitter), ["two"]);
});

Deno.test("LineSplitter leaves a carriage return inside a line alone", () => {
  assertEquals(split([utf8("a\rb\r\r\nc\n")]), ["a\rb\r", "c"]);
});

Deno.test("LineSplitter takes lines up to its limit and none beyond, however cut", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: -2, max: 2 }),
    fc.array(fc.nat()),
    (limit, extra, places) => {
      const length = Math.max(1, limit + extra);
      const chunks = cut(utf8(`${"x".repeat(length)}\n`), places);
      const take = () => split(chunks, new LineSplitter(limit));
      if (length > limit) assertThrows(take, LineOverflow);
      else assertEquals(take(), ["x".repeat(length)]);
    },
  ));
});

Deno.test("LineSplitter drops what it held of a line that is too long", () => {
  const splitter = new LineSplitter(4);
  assertThrows(() => split([utf8("abc"), utf8("de")], splitter), LineOverflow);
  assertEquals(split([utf8("ok\n")], splitter), ["ok"]);
});

Deno.test("LineSplitter takes a line of 48 MiB in 64 KiB chunks in two seconds", () => {
  const chunk = new Uint8Array(64 * 1024).fill(0x61);
  const splitter = new LineSplitter();
  const startedAt = performance.now();
  for (let held = 0; held < MAX_LINE_BYTES; held += chunk.length) {
    assertEquals([...splitter.push(chunk)].length, 0);
  }
  const [line] = splitter.push(Uint8Array.of(0x0a));
  assertEquals(line?.length, 48 * 1024 * 1024);
  const took = performance.now() - startedAt;
  assert(took < 2_000, `It took ${took} ms`);
});

Deno.test("LineSplitter refuses a line of 48 MiB and one byte", () => {
  const chunk = new Uint8Array(MAX_LINE_BYTES).fill(0x61);
  const splitter = new LineSplitter();
  assertEquals([...splitter.push(chunk)].length, 0);
  assertThrows(() => [...splitter.push(Uint8Array.of(0x61))], LineOverflow);
});
