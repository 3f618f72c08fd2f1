import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { passesOf } from "../../../src/image/png/passes.ts";
import { assertProperty } from "../../support/seeded.ts";

Deno.test("passesOf() gives one pass without interlacing", () => {
  const picture = { width: 5, height: 3, interlaced: false };
  assertEquals(passesOf(picture), [{ width: 5, height: 3 }]);
});

Deno.test("passesOf() gives the seven Adam7 passes of an 8 x 8 picture", () => {
  const picture = { width: 8, height: 8, interlaced: true };
  assertEquals(passesOf(picture), [
    { width: 1, height: 1 },
    { width: 1, height: 1 },
    { width: 2, height: 1 },
    { width: 2, height: 2 },
    { width: 4, height: 2 },
    { width: 4, height: 4 },
    { width: 8, height: 4 },
  ]);
});

Deno.test("passesOf() leaves out the passes that a small picture does not have", () => {
  const picture = { width: 1, height: 2, interlaced: true };
  assertEquals(passesOf(picture), [
    { width: 1, height: 1 },
    { width: 1, height: 1 },
  ]);
});

Deno.test("passesOf() covers every pixel exactly once", async (test) => {
  const side = fc.integer({ min: 1, max: 70_000 });
  await assertProperty(
    test,
    fc.property(side, side, fc.boolean(), (width, height, interlaced) => {
      const pixels = passesOf({ width, height, interlaced })
        .reduce((sum, pass) => sum + pass.width * pass.height, 0);
      assertEquals(pixels, width * height);
    }),
    100,
  );
});
