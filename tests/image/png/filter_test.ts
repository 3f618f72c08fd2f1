import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { filterRow } from "../support_pixels.ts";
import { unfilter } from "../../../src/image/png/filter.ts";
import { assertProperty } from "../../support/seeded.ts";

const previous = [10, 20, 30, 10, 12, 28];
const filtered = [1, 2, 3, 250, 251, 252];

/** Worked by hand from the standard's formulas, three bytes a pixel. */
const expected: readonly (readonly number[])[] = [
  [1, 2, 3, 250, 251, 252],
  [1, 2, 3, 251, 253, 255],
  [11, 22, 33, 4, 7, 24],
  [6, 12, 18, 2, 7, 19],
  // Of the second pixel: predicted from the left, from above, from above left.
  [11, 22, 33, 5, 7, 26],
];

Deno.test("unfilter() undoes each filter type of the standard", () => {
  expected.forEach((bytes, type) => {
    const row = Uint8Array.from(filtered);
    unfilter(type, row, Uint8Array.from(previous), 3);
    assertEquals([...row], bytes, `filter type ${type}`);
  });
});

Deno.test("unfilter() gives back every row that an encoder filtered", async (test) => {
  // Bytes near each other, so that Paeth's ties are common.
  const row = fc.array(fc.nat(9), { minLength: 24, maxLength: 24 });
  await assertProperty(
    test,
    fc.property(
      fc.integer({ min: 0, max: 4 }),
      row,
      row,
      fc.constantFrom(1, 2, 3, 4, 6, 8),
      (type, bytes, above, stride) => {
        const undone = Uint8Array.from(filterRow(type, bytes, above, stride));
        unfilter(type, undone, Uint8Array.from(above), stride);
        assertEquals([...undone], bytes);
      },
    ),
    500,
  );
});
