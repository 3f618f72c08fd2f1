import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { inflateSync } from "node:zlib";
import { encodePng } from "../../src/image/encode_png.ts";
import type { ImageFacts } from "../../src/image/facts.ts";
import { inspectImage } from "../../src/image/inspect.ts";
import { factsOf } from "./support_walk.ts";
import { assertProperty } from "../support/seeded.ts";

/** The facts of a PNG, which must be whole. */
async function inspect(bytes: Uint8Array): Promise<ImageFacts> {
  const limits = { maxBytes: 100_000, maxSide: 40, maxPixels: 1_600 };
  return factsOf(await inspectImage(bytes, limits));
}

/** Data of the IDAT chunk that follows signature and IHDR. */
function rowsOf(bytes: Uint8Array): number[] {
  const length = new DataView(bytes.buffer).getUint32(33);
  return [...inflateSync(bytes.subarray(41, 41 + length))];
}

Deno.test("encodePng() keeps every pixel, with alpha where one is see-through", async () => {
  const bytes = await encodePng(
    2,
    2,
    Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255, 13, 14, 15, 0),
  );
  assertEquals(
    rowsOf(bytes),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 9, 10, 11, 255, 13, 14, 15, 0],
  );
  assertEquals((await inspect(bytes)).transparency, "transparent");
});

Deno.test("encodePng() leaves the alpha channel out of an opaque picture", async () => {
  const bytes = await encodePng(
    1,
    2,
    Uint8Array.of(1, 2, 3, 255, 5, 6, 7, 255),
  );
  assertEquals(rowsOf(bytes), [0, 1, 2, 3, 0, 5, 6, 7]);
  assertEquals((await inspect(bytes)).transparency, "none");
});

Deno.test("encodePng() sees a single see-through pixel wherever it is", async () => {
  for (let pixel = 0; pixel < 6; pixel++) {
    const rgba = new Uint8Array(24).fill(255).with(pixel * 4 + 3, 254);
    const bytes = await encodePng(3, 2, rgba);
    assertEquals((await inspect(bytes)).transparency, "transparent");
  }
});

Deno.test("encodePng() gives a whole PNG of the sides asked for", async (test) => {
  const side = fc.integer({ min: 1, max: 40 });
  await assertProperty(
    test,
    fc.asyncProperty(side, side, fc.nat(255), async (width, height, fill) => {
      const rgba = new Uint8Array(width * height * 4).fill(fill);
      const facts = await inspect(await encodePng(width, height, rgba));
      assertEquals([facts.width, facts.height], [width, height]);
      assertEquals(facts.trailingBytes, 0);
      assertEquals(facts.transparency, fill < 255 ? "transparent" : "none");
    }),
    30,
  );
});

Deno.test("encodePng() rejects pixels that do not fit the sides", async () => {
  for (const [width, height, length] of [[2, 2, 15], [0, 0, 0], [-1, -1, 4]]) {
    await assertRejects(
      () => encodePng(width ?? 0, height ?? 0, new Uint8Array(length ?? 0)),
      RangeError,
    );
  }
});
