import { inspectImage } from "../../../src/image/inspect.ts";
import { assertRefused, factsOf } from "../support_walk.ts";
import { damagedStreams, wholeStreams } from "./support_streams.ts";

const limits = { maxBytes: 10_000, maxSide: 20, maxPixels: 200 };

for (const [name, bytes] of Object.entries(wholeStreams)) {
  Deno.test(`inspectImage() accepts a lossless WebP ${name}`, async () => {
    factsOf(await inspectImage(bytes, limits));
  });
}

for (const [name, [bytes, reason]] of Object.entries(damagedStreams)) {
  Deno.test(`inspectImage() refuses a lossless WebP with ${name}`, async () => {
    assertRefused(await inspectImage(bytes, limits), reason);
  });
}
