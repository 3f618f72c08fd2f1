import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  DamagedData,
  EndedData,
} from "../../../../src/image/webp/coded_fault.ts";
import { BoolReader } from "../../../../src/image/webp/lossy/bool_reader.ts";
import { assertProperty } from "../../../support/seeded.ts";
import { BoolWriter } from "../support_bools.ts";

Deno.test("BoolReader gives back what was written, and knows the end", async (test) => {
  const answers = fc.array(
    fc.record({ probability: fc.nat(255), value: fc.boolean() }),
    { minLength: 1, maxLength: 300 },
  );
  await assertProperty(
    test,
    fc.property(answers, (written) => {
      const writer = new BoolWriter();
      for (const { value, probability } of written) {
        writer.bool(value, probability);
      }
      const reader = new BoolReader(writer.bytes);
      assertEquals(
        written.map(({ probability }) => reader.read(probability)),
        written.map(({ value }) => value),
      );
      assertThrows(() => reader.number(30), EndedData);
    }),
    500,
  );
});

Deno.test("BoolReader refuses nothing, and a first byte that none can write", () => {
  assertThrows(() => new BoolReader(new Uint8Array(0)), EndedData);
  assertThrows(() => new BoolReader(Uint8Array.of(255, 0)), DamagedData);
  assertEquals(new BoolReader(Uint8Array.of(254, 0)).flag(), true);
});
