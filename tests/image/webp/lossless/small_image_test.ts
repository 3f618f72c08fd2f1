import { assert, assertEquals } from "@std/assert";
import { readSmallImage } from "../../../../src/image/webp/lossless/small_image.ts";
import { BitReader } from "../../../../src/image/webp/lossless/bit_reader.ts";
import { Work } from "../../../../src/image/webp/work.ts";
import { BitWriter } from "../support_bits.ts";

/** The pixels of an image of two rows. */
function read(writer: BitWriter, width: number): readonly number[] {
  const bits = new BitReader(writer.bytes);
  return [...readSmallImage(bits, { width, height: 2 }, new Work())];
}

/** Codes of two bits for green 0 and 1, a copy of one pixel and the first colour of the cache. */
function greenCode(writer: BitWriter): BitWriter {
  return writer.lengthCode({ 2: 1, 18: 1 }).given(7).put(0b00, 2)
    .put(1, 1).put(138 - 11, 7).put(1, 1).put(116 - 11, 7).put(0, 1)
    .put(1, 1).put(23 - 11, 7).put(0, 1);
}

Deno.test("A small image's samples become alpha, red, green and blue", () => {
  const writer = new BitWriter().cache(0)
    .simple(1, 2).simple(3, 4).simple(5, 6).simple(7, 8).zeros(1)
    .put(0b0000, 4).put(0b1111, 4).put(0b0001, 4).put(0b1000, 4);
  assertEquals(read(writer, 2), [
    ...[0x07_03_01_05, 0x08_04_02_06, 0x07_03_02_05, 0x08_03_01_05],
  ]);
});

Deno.test("A small image's pixels come from the cache and from before", () => {
  const [zero, one, copy, cached] = [0, 1, 2, 3];
  // The copy's distance is a row up; both colours share a place of the cache.
  const writer = greenCode(new BitWriter().cache(1)).zeros(4);
  for (const symbol of [one, cached, zero, copy, zero, cached]) {
    writer.flatSymbol(symbol, 2);
  }
  assertEquals(read(writer, 3), [0x100, 0x100, 0, 0x100, 0, 0]);
});

Deno.test("A small image's cache has a place for each colour", () => {
  const greens = [0, 1, 2, 3, 0x50, 0x80, 0xff];
  const [alpha, red, blue] = [200, 79, 5];
  const colours = greens.map((green) =>
    alpha * 2 ** 24 + red * 2 ** 16 + green * 2 ** 8 + blue
  );
  // The places that the specification's hash gives them in 256.
  const places = colours.map((colour) =>
    Number((0x1e35a7bdn * BigInt(colour)) % 2n ** 32n >> 24n)
  );
  assertEquals(new Set(places).size, colours.length);
  // The code has 512 symbols, the lowest 280 of which are no places.
  assert(Math.max(...places) < 512 - 280);
  const writer = new BitWriter().cache(8).flat(9, 512)
    .simple(red).simple(blue).simple(alpha).zeros(1);
  for (const green of greens) writer.flatSymbol(green, 9);
  for (const place of places) writer.flatSymbol(280 + place, 9);
  assertEquals(read(writer, colours.length), [...colours, ...colours]);
});
