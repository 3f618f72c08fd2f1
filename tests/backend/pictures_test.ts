import { assertEquals, assertThrows } from "@std/assert";
import { crc32, inflateSync } from "node:zlib";
import { heavyPng, png } from "./pictures.ts";

Deno.test("A PNG of a wanted size is whole and exactly that big", () => {
  for (const bytes of [1_000, 100_000, 1_500_000]) {
    const picture = heavyPng(bytes);
    assertEquals(picture.length, bytes);
    const { width, height, pixels } = read(picture);
    assertEquals(pixels, height * (1 + 3 * width));
  }
  assertEquals(png({ bytes: 400 }).length, 400);
});

Deno.test("Four numbers of colour make a channel for transparency", () => {
  const { pixels } = read(png({ colour: [1, 2, 3, 0] }));
  assertEquals(pixels, 8 * (1 + 4 * 8));
});

Deno.test("A PNG cannot be smaller than its own parts", () => {
  assertThrows(() => png({ bytes: 50 }), RangeError);
});

/** Reads the chunks, checking each sum; returns size and number of pixel bytes. */
function read(
  picture: Uint8Array,
): { width: number; height: number; pixels: number } {
  const view = new DataView(picture.buffer);
  const found = { width: 0, height: 0, pixels: 0 };
  let offset = 8;
  while (offset < picture.length) {
    const length = view.getUint32(offset);
    const body = picture.subarray(offset + 4, offset + 8 + length);
    assertEquals(view.getUint32(offset + 8 + length), crc32(body));
    const type = new TextDecoder().decode(body.subarray(0, 4));
    if (type === "IHDR") {
      found.width = view.getUint32(offset + 8);
      found.height = view.getUint32(offset + 12);
    }
    if (type === "IDAT") found.pixels = inflateSync(body.subarray(4)).length;
    offset += 12 + length;
  }
  return found;
}
