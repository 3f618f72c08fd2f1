// Proves that the names the product invents beside a target are as safe as the
// target, and that they tell what they should.
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { splitExtension } from "../../src/image/extension.ts";
import {
  foldName,
  hiddenName,
  nameForFormat,
  uniqueName,
} from "../../src/output/names.ts";
import { byteLength, segmentProblem } from "../../src/output/segment.ts";
import { assertProperty } from "../support/seeded.ts";

const token = "0123456789abcdef";

Deno.test("nameForFormat() keeps a name whose extension fits and mends one that does not", () => {
  assertEquals(nameForFormat("x.PNG", "png"), "x.PNG");
  assertEquals(nameForFormat("x.jpeg", "jpeg"), "x.jpeg");
  assertEquals(nameForFormat("x.jpg", "png"), "x.png");
  assertEquals(nameForFormat("a.b.png", "jpeg"), "a.b.jpg");
  assertEquals(nameForFormat("x.jpeg", "webp"), "x.webp");
});

Deno.test("foldName() takes names for one that Windows or macOS takes for one", () => {
  assertEquals(foldName("X.PNG"), foldName("x.png"));
  assertEquals(foldName("Ä.png"), foldName("a\u0308.PNG"));
  assertEquals(foldName("ſ"), foldName("S"));
  assertNotEquals(foldName("a.png"), foldName("ä.png"));
});

Deno.test("invented names are safe, fit on the disk and differ from the target", async (t) => {
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 })
    .map((stem) => `${stem}.png`)
    .filter((one) => segmentProblem(one) === undefined);
  const property = fc.property(name, (name) => {
    const { stem } = splitExtension(name);
    const invented = [
      nameForFormat(name, "webp"),
      uniqueName(stem, token, "jpeg"),
      hiddenName(stem, token, "part"),
      hiddenName(stem, token, "png"),
    ];
    for (const one of invented) {
      assertEquals(segmentProblem(one), undefined);
      assertNotEquals(foldName(one), foldName(name));
    }
    assert(byteLength(hiddenName(stem, token, "webp")) <= 90);
  });
  await assertProperty(t, property, 1_000);
});

Deno.test("invented names of a 255-byte name are cut between characters", () => {
  const longest = `${"ä".repeat(125)}x`;
  assertEquals(byteLength(`${longest}.png`), 255);
  assertEquals(
    nameForFormat(`${longest}.png`, "webp"),
    `${"ä".repeat(125)}.webp`,
  );
  assertEquals(
    hiddenName(longest, token, "part"),
    `.${"ä".repeat(30)}.${token}.part`,
  );
});
