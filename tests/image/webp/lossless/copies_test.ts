import { assertEquals } from "@std/assert";
import { BitReader } from "../../../../src/image/webp/lossless/bit_reader.ts";
import {
  distanceOf,
  readPrefixed,
} from "../../../../src/image/webp/lossless/copies.ts";
import { BitWriter } from "../support_bits.ts";

/** Codes of near places, with their columns to the left and rows up, as the specification lists them. */
const places = [
  ...[[1, 0, 1], [2, 1, 0], [3, 1, 1], [4, -1, 1], [9, 2, 1], [10, -2, 1]],
  ...[[23, 0, 4], [32, -2, 4], [40, 5, 0], [72, -6, 3], [75, 1, 7]],
  ...[[97, 8, 0], [120, 8, 7]],
] as const;

Deno.test("The 120 lowest distances stand for near places", () => {
  for (const [code, left, up] of places) {
    assertEquals(distanceOf(code, 1_000), up * 1_000 + left);
  }
  const all = Array.from({ length: 120 }, (_, at) => distanceOf(at + 1, 1_000));
  assertEquals(new Set(all).size, 120);
});

Deno.test("A near place to the right, in a narrow picture, is the last pixel", () => {
  assertEquals(distanceOf(4, 1), 1);
  assertEquals(distanceOf(10, 1), 1);
});

Deno.test("Higher distances count pixels", () => {
  assertEquals(distanceOf(121, 1_000), 1);
  assertEquals(distanceOf(1_000_120, 1_000), 1_000_000);
});

Deno.test("Prefixes and their bits stand for the numbers from 1 on, without a gap", () => {
  let next = 1;
  for (let prefix = 0; prefix < 40; prefix++) {
    const extra = prefix < 4 ? 0 : (prefix - 2) >> 1;
    const read = (value: number) =>
      readPrefixed(
        new BitReader(new BitWriter().put(value, extra).bytes),
        prefix,
      );
    assertEquals(read(0), next);
    assertEquals(read(2 ** extra - 1), next + 2 ** extra - 1);
    next += 2 ** extra;
  }
  assertEquals(next, 1_048_577);
});
