import { assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../../src/errors/failure.ts";
import type { Recoverable } from "../../../src/generate/recovery/recoverable.ts";
import { chooseRecoverable } from "../../../src/generate/recovery/choice.ts";

function found(...hashes: readonly string[]) {
  return hashes.map((start) => {
    const sha256 = start.padEnd(64, "0");
    const image: Recoverable = {
      id: sha256.slice(0, 8),
      sha256,
      place: "kept",
      format: "png",
      width: 1,
      height: 1,
      bytes: 1,
      madeAt: "2026-11-22T08:05:00.000Z",
      path: `/kept/${start}.png`,
    };
    return { image };
  });
}

const images = found("1f0c9a2b", "1f0c9a2bff", "abcdef01");

function choose(id: string): string {
  return chooseRecoverable(images, id).image.path;
}

function refusal(id: string, among = images): Failure {
  const failure = assertThrows(() => chooseRecoverable(among, id), Failure);
  assertEquals(failure.code, "output/unknown_image");
  return failure;
}

Deno.test("chooseRecoverable() takes an id, or any start of the hash that only one has", () => {
  for (const id of ["abcdef01", "ABCDEF01", "abcd", "abcdef0100"]) {
    assertEquals(choose(id), "/kept/abcdef01.png");
  }
  assertEquals(choose("1f0c9a2bff"), "/kept/1f0c9a2bff.png");
  assertEquals(choose(images[0]?.image.sha256 ?? ""), "/kept/1f0c9a2b.png");
});

Deno.test("chooseRecoverable() names the images that share an id", () => {
  const failure = refusal("1f0c9a2b");
  assertEquals(failure.evidence, {
    ids: images.slice(0, 2).map(({ image }) => image.sha256),
  });
});

Deno.test("chooseRecoverable() tells what was most likely meant, and what there is", () => {
  const failure = refusal("abcdef02");
  assertEquals(failure.message.endsWith("did you mean abcdef01?"), true);
  assertEquals(failure.evidence, {
    ids: images.map(({ image }) => image.id),
  });
});

Deno.test("chooseRecoverable() takes no start that is too short, and nothing for everything", () => {
  for (const id of ["", "abc", "a", "zzzzzzzz", "../../x", "x".repeat(9_999)]) {
    refusal(id);
  }
  assertEquals(refusal("abcdef01", []).evidence, { ids: [] });
});
