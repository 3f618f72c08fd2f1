import { inspectImage } from "../../../src/image/inspect.ts";
import { uint32LE } from "../../../src/image/bytes.ts";
import { chunk, webp } from "../support_webp.ts";
import { assertRefused, factsOf } from "../support_walk.ts";
import { damagedLossy, wholeLossy } from "./support_lossy.ts";

const limits = { maxBytes: 10_000, maxSide: 1_000, maxPixels: 30_000 };

/** Where the data of a simple file's only chunk ends. */
function dataEnd(bytes: Uint8Array): number {
  return 20 + uint32LE(bytes, 16);
}

for (const [name, bytes] of Object.entries(wholeLossy)) {
  Deno.test(`inspectImage() accepts a lossy WebP ${name}`, async () => {
    factsOf(await inspectImage(bytes, limits));
  });
}

for (const [name, bytes] of Object.entries(wholeLossy)) {
  Deno.test(`inspectImage() refuses a lossy WebP ${name} without its last bytes`, async () => {
    assertRefused(
      await inspectImage(
        webp(chunk("VP8 ", bytes.slice(20, dataEnd(bytes) - 2))),
        limits,
      ),
      "is a WebP whose lossy data ends before its last pixel",
    );
  });
}

for (const [name, [bytes, reason]] of Object.entries(damagedLossy)) {
  Deno.test(`inspectImage() refuses a lossy WebP with ${name}`, async () => {
    assertRefused(await inspectImage(bytes, limits), reason);
  });
}
