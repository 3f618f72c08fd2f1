import { assertEquals } from "@std/assert";
import { hostPlatform, isStandalone } from "../../src/system/platform.ts";

Deno.test("hostPlatform() names the platform that the tests run on", () => {
  const { os, arch, key } = hostPlatform();
  assertEquals([os, arch], [Deno.build.os, Deno.build.arch]);
  assertEquals(
    key,
    `${Deno.build.os}/${Deno.build.arch === "aarch64" ? "arm64" : "x86_64"}`,
  );
});

Deno.test("isStandalone() is false when run from source", () => {
  assertEquals(isStandalone(), false);
});
