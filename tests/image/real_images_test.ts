/** Files of real encoders pass whole and fail as soon as a byte is missing. */
import { assertEquals } from "@std/assert";
import { inspectImage } from "../../src/image/inspect.ts";
import { allRealImages } from "./support_real.ts";
import { factsOf } from "./support_walk.ts";

const limits = { maxBytes: 10_000, maxSide: 5, maxPixels: 15 };

for (const [name, bytes] of allRealImages) {
  Deno.test(`inspectImage() reads the real image ${name}`, () => {
    const facts = factsOf(inspectImage(bytes, limits));
    assertEquals({ ...facts, alphaChannel: undefined }, {
      format: facts.format,
      width: 5,
      height: 3,
      bytes: bytes.length,
      alphaChannel: undefined,
      animated: name === "webpAnimated",
      trailingBytes: 0,
    });
    assertEquals(name.startsWith(facts.format), true);
  });

  Deno.test(`inspectImage() refuses ${name} cut at any byte`, () => {
    for (let length = 0; length < bytes.length; length++) {
      const cut = inspectImage(bytes.subarray(0, length), limits);
      assertEquals(cut.ok, false, `cut at ${length}`);
    }
  });
}
