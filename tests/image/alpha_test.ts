import { assertEquals } from "@std/assert";
import { imageAlpha } from "../../src/image/alpha.ts";
import { inspectImage } from "../../src/image/inspect.ts";
import type { Transparency } from "../../src/image/transparency.ts";
import { realImage } from "./support_real.ts";
import { factsOf } from "./support_walk.ts";

const limits = { maxBytes: 10_000, maxSide: 100, maxPixels: 10_000 };

const expected: readonly (readonly [
  Parameters<typeof realImage>[0],
  Transparency,
])[] = [
  ["pngTransparent", "transparent"],
  ["pngInterlaced", "transparent"],
  ["pngPalette", "transparent"],
  ["png16", "transparent"],
  ["pngOpaqueAlpha", "opaque"],
  ["pngNoAlpha", "none"],
  ["jpegBaseline", "none"],
  ["jpegCmyk", "none"],
  ["webpLossy", "none"],
  ["webpLossless", "none"],
  ["webpLossyAlpha", "unknown"],
  ["webpLosslessAlpha", "unknown"],
];

for (const [name, transparency] of expected) {
  Deno.test(`imageAlpha() says ${transparency} of ${name}`, async () => {
    const bytes = realImage(name);
    const facts = factsOf(inspectImage(bytes, limits));
    assertEquals(await imageAlpha(bytes, facts), transparency);
  });
}
