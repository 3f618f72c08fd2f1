/** Whatever the bytes, inspection ends, never rejects, and its answers hold. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import type { Inspection } from "../../src/image/facts.ts";
import { inspectImage } from "../../src/image/inspect.ts";
import { join } from "./support_bytes.ts";
import { allRealImages } from "./support_real.ts";
import { assertProperty } from "../support/seeded.ts";

const limits = { maxBytes: 100_000, maxSide: 1_000, maxPixels: 100_000 };

const anyRealImage = fc.constantFrom(...allRealImages);
const pngs = allRealImages.filter(([name]) => name.startsWith("png"));

/** What must be true of every answer. */
function assertSound(bytes: Uint8Array, inspection: Inspection): void {
  if (!inspection.ok) {
    assertMatch(inspection.reason, /^(?:is|has) [\x20-\x7e]+[^.]$/);
    return;
  }
  const { facts } = inspection;
  assertEquals(facts.bytes, bytes.length);
  assert(facts.width >= 1 && facts.height >= 1);
  assert(facts.trailingBytes >= 0 && facts.trailingBytes < bytes.length);
}

Deno.test("inspectImage() never rejects on random bytes behind any signature", async (test) => {
  const starts = fc.constantFrom(
    "",
    "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
    "\xff\xd8\xff",
    "\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\0\x08\x01",
    "RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0",
    "RIFF\x40\0\0\0WEBPVP8L",
    "\0\0\0\x20ftyp",
    "<",
  );
  const body = fc.uint8Array({ maxLength: 300, size: "max" });
  await assertProperty(
    test,
    fc.asyncProperty(starts, body, async (start, rest) => {
      const bytes = join(start, rest);
      assertSound(bytes, await inspectImage(bytes, limits));
    }),
    3_000,
  );
});

Deno.test("inspectImage() refuses a PNG with any one byte changed", async () => {
  for (const [name, bytes] of pngs) {
    for (let at = 0; at < bytes.length; at++) {
      const original = bytes[at] ?? 0;
      for (const flip of [0x01, 0x20, 0x80, 0xff]) {
        const changed = bytes.with(at, original ^ flip);
        const inspection = await inspectImage(changed, limits);
        assertSound(changed, inspection);
        assertEquals(inspection.ok, false, `${name}, byte ${at} ^ ${flip}`);
      }
    }
  }
});

Deno.test("inspectImage() survives real images with bytes changed, moved and missing", async (test) => {
  const edits = fc.array(
    fc.record({
      at: fc.nat(800),
      remove: fc.nat(4),
      insert: fc.uint8Array({ maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await assertProperty(
    test,
    fc.asyncProperty(anyRealImage, edits, async ([, original], changes) => {
      let bytes = original;
      for (const { at, remove, insert } of changes) {
        const from = at % (bytes.length + 1);
        bytes = join(
          bytes.subarray(0, from),
          insert,
          bytes.subarray(from + remove),
        );
      }
      assertSound(bytes, await inspectImage(bytes, limits));
    }),
    2_000,
  );
});

Deno.test("inspectImage() counts anything behind a whole image as trailing bytes", async (test) => {
  await assertProperty(
    test,
    fc.asyncProperty(
      anyRealImage,
      fc.uint8Array({ maxLength: 100 }),
      async ([name, image], rest) => {
        const inspection = await inspectImage(join(image, rest), limits);
        assert(inspection.ok, name);
        assertEquals(inspection.facts.trailingBytes, rest.length);
      },
    ),
    100,
  );
});
