import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { DamagedData } from "../../../../src/image/webp/coded_fault.ts";
import { BitReader } from "../../../../src/image/webp/lossless/bit_reader.ts";
import { PrefixCode } from "../../../../src/image/webp/lossless/prefix_code.ts";
import { assertProperty } from "../../../support/seeded.ts";
import { BitWriter } from "../support_bits.ts";

const longest = 15;

/** Lengths that make up a whole code: leaves that are split until there are enough. */
const wholeLengths = fc.array(fc.nat(999_999), {
  minLength: 1,
  maxLength: 300,
}).map((choices) => {
  const lengths = [0];
  for (const choice of choices) {
    const at = choice % lengths.length;
    const length = lengths[at] ?? 0;
    if (length < longest) lengths.splice(at, 1, length + 1, length + 1);
  }
  return lengths;
});

/** The code of each symbol, highest bit first, found by counting up. */
function codesOf(lengths: readonly number[]): ReadonlyMap<number, string> {
  const order = lengths.map((length, symbol) => ({ length, symbol }))
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => a.length - b.length || a.symbol - b.symbol);
  let next = 0;
  return new Map(order.map(({ length, symbol }) => {
    const code = (next >> (longest - length)).toString(2).padStart(length, "0");
    next += 2 ** (longest - length);
    return [symbol, code];
  }));
}

Deno.test("A whole code gives back what was written in it", async (test) => {
  const symbols = fc.array(fc.nat(999_999), { maxLength: 100 });
  await assertProperty(
    test,
    fc.property(wholeLengths, symbols, (lengths, picks) => {
      const written = picks.map((pick) => pick % lengths.length);
      const codes = codesOf(lengths);
      const writer = new BitWriter();
      for (const symbol of written) {
        for (const bit of codes.get(symbol) ?? "") writer.put(Number(bit), 1);
      }
      const code = new PrefixCode(Uint8Array.from(lengths));
      const bits = new BitReader(writer.bytes);
      assertEquals(written.map(() => code.read(bits)), written);
    }),
    500,
  );
});

Deno.test("A code with a length more or less is refused", async (test) => {
  await assertProperty(
    test,
    fc.property(wholeLengths, fc.nat(999_999), (lengths, pick) => {
      fc.pre(lengths.length > 2);
      const extra = 1 + pick % longest;
      assertThrows(
        () => new PrefixCode(Uint8Array.from([...lengths, extra])),
        DamagedData,
      );
      const missing = lengths.with(pick % lengths.length, 0);
      assertThrows(() => new PrefixCode(Uint8Array.from(missing)), DamagedData);
    }),
    500,
  );
});

Deno.test("A code of one symbol takes no bits, whatever its length", () => {
  for (let length = 1; length <= longest; length++) {
    const code = new PrefixCode(Uint8Array.of(0, 0, length));
    assertEquals(code.onlySymbol, 2);
    assertEquals(code.read(new BitReader(new Uint8Array(0))), 2);
  }
});
