/** Files of real encoders pass whole and fail as soon as a byte is missing. */
import { assert, assertEquals } from "@std/assert";
import { inspectImage } from "../../src/image/inspect.ts";
import type { Transparency } from "../../src/image/transparency.ts";
import { allRealImages } from "./support_real.ts";
import { factsOf } from "./support_walk.ts";

/** Of images with an alpha channel; that of WebP is not decoded. */
const transparency: Readonly<Record<string, Transparency>> = {
  pngTransparent: "transparent",
  pngOpaqueAlpha: "opaque",
  pngInterlaced: "transparent",
  pngPalette: "transparent",
  png16: "transparent",
  webpLossyAlpha: "unknown",
  webpLosslessAlpha: "unknown",
  webpAnimated: "unknown",
};

const limits = { maxBytes: 10_000, maxSide: 5, maxPixels: 15 };

for (const [name, bytes] of allRealImages) {
  Deno.test(`inspectImage() reads the real image ${name}`, async () => {
    const facts = factsOf(await inspectImage(bytes, limits));
    assertEquals({ ...facts, format: undefined }, {
      format: undefined,
      width: 5,
      height: 3,
      bytes: bytes.length,
      transparency: transparency[name] ?? "none",
      animated: name === "webpAnimated",
      trailingBytes: 0,
    });
    assert(name.startsWith(facts.format));
  });

  Deno.test(`inspectImage() refuses ${name} cut at any byte`, async () => {
    for (let length = 0; length < bytes.length; length++) {
      const cut = await inspectImage(bytes.subarray(0, length), limits);
      assertEquals(cut.ok, false, `cut at ${length}`);
    }
  });
}
