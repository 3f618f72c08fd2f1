import { assertEquals } from "@std/assert";
import { platformKey } from "../../src/system/platform_key.ts";

Deno.test("platformKey() knows every usual spelling", () => {
  const cases: [string, string, string][] = [
    ["linux", "x86_64", "linux/x86_64"],
    ["Linux", "amd64", "linux/x86_64"],
    ["linux", "aarch64", "linux/arm64"],
    ["darwin", "arm64", "darwin/arm64"],
    ["macOS", "x64", "darwin/x86_64"],
    ["win32", "x64", "windows/x86_64"],
    ["Windows_NT", "AMD64", "windows/x86_64"],
    ["windows", "aarch64", "windows/arm64"],
    ["freebsd", "riscv64", "freebsd/riscv64"],
    ["", "", "/"],
    ["constructor", "toString", "constructor/tostring"],
  ];
  for (const [os, arch, key] of cases) assertEquals(platformKey(os, arch), key);
});
