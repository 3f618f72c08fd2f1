import { assertEquals } from "@std/assert";
import { compareRequested } from "../../src/generate/requested.ts";
import type { Receipt } from "../../src/generate/receipt.ts";

const image = { width: 1254, height: 1254 };

Deno.test("compareRequested() says what was asked, what is only a hint and what came out", () => {
  const hints = {
    size: "1024x1024",
    quality: "high",
    background: "opaque",
    strength: 0.5,
  };
  assertEquals(compareRequested(hints, image, "none"), {
    requested: {
      size: { asked: "1024x1024", handling: "hint", got: "1254x1254" },
      quality: { asked: "high", handling: "hint" },
      background: { asked: "opaque", handling: "hint" },
      strength: { asked: 0.5, handling: "hint" },
    },
    warnings: [],
  });
});

Deno.test("compareRequested() says nothing of what was not asked", () => {
  assertEquals(compareRequested({}, image, "opaque"), {
    requested: {},
    warnings: [],
  });
});

Deno.test("compareRequested() keeps a strength of 0", () => {
  assertEquals(compareRequested({ strength: 0 }, image, "none").requested, {
    strength: { asked: 0, handling: "hint" },
  });
});

const alphas: readonly (readonly [Receipt["image"]["alpha"], number])[] = [
  ["transparent", 0],
  ["unknown", 0],
  ["opaque", 1],
  ["none", 1],
];

for (const [alpha, warnings] of alphas) {
  Deno.test(`compareRequested() holds a transparent background against ${alpha}`, () => {
    const hints = { background: "Transparent" };
    const compared = compareRequested(hints, image, alpha);
    assertEquals(compared.requested, {
      background: { asked: "Transparent", handling: "checked", got: alpha },
    });
    assertEquals(compared.warnings.length, warnings);
  });
}
