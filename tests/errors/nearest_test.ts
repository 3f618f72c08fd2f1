import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { nearest } from "../../src/errors/nearest.ts";
import { assertProperty } from "../support/seeded.ts";

const keys = ["minimumVersion", "allowedVersions", "program", "searchFolders"];

Deno.test("nearest() finds the name that was meant", () => {
  const cases: [string, readonly string[], string | undefined][] = [
    ["minVersion", keys, "minimumVersion"],
    ["minimum_version", keys, "minimumVersion"],
    ["ALLOWED-VERSIONS", keys, "allowedVersions"],
    ["progam", keys, "program"],
    ["timeout", keys, undefined],
    ["", keys, undefined],
    ["x", ["a", "b"], undefined],
    ["paln", ["plan", "show"], "plan"],
    ["doctr", ["generate", "doctor"], "doctor"],
    ["m".repeat(100_000), keys, undefined],
  ];
  for (const [name, candidates, expected] of cases) {
    assertEquals(nearest(name, candidates), expected, name.slice(0, 40));
  }
});

Deno.test("nearest() finds an exact name among any others", async (t) => {
  const name = fc.string({ minLength: 2, maxLength: 20, unit: "grapheme" });
  const property = fc.property(
    fc.constantFrom(...keys),
    fc.array(name),
    (key, rest) => {
      const others = rest.filter((other) =>
        other.toLowerCase().replaceAll(/[-_\s]/g, "") !== key.toLowerCase()
      );
      assertEquals(nearest(key, [...others, key]), key);
    },
  );
  await assertProperty(t, property, 100);
});
