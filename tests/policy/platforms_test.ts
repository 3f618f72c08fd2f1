import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { judgePlatform } from "../../src/policy/platforms.ts";

const { platforms } = builtInPolicy();

Deno.test("judgePlatform() lets an experimental platform pass with its note", () => {
  const verdict = judgePlatform(platforms, "windows/x86_64");
  assert(verdict.state === "experimental");
  assertStringIncludes(verdict.warning, "one user's computer");
});

Deno.test("judgePlatform() refuses what is refused by name, with the note", () => {
  const verdict = judgePlatform(platforms, "windows/arm64");
  assert(verdict.state === "refused");
  assertEquals(verdict.failure.code, "preflight/unsupported_platform");
  assertEquals(verdict.failure.exit, 3);
  assertStringIncludes(
    verdict.failure.message,
    platforms["windows/arm64"]?.note.slice(0, -1) ?? "missing",
  );
});

Deno.test("judgePlatform() refuses every platform that is not listed", () => {
  for (const key of ["freebsd/x86_64", "linux/riscv64", "/", "", "toString"]) {
    const verdict = judgePlatform(platforms, key);
    assert(verdict.state === "refused", key);
    assertEquals(verdict.failure.evidence, {
      platform: key,
      note: "The policy does not list it.",
      usable: [
        "darwin/arm64",
        "darwin/x86_64",
        "linux/arm64",
        "linux/x86_64",
        "windows/x86_64",
      ],
    });
  }
});
