import { assertEquals } from "@std/assert";
import { nativePaths, wrapperName } from "./codex_cache.ts";

Deno.test("Every platform's package is named as npm names it", () => {
  assertEquals(nativePaths("linux", "x86_64"), [
    "@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex",
    "@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/codex/codex",
  ]);
  assertEquals(
    nativePaths("darwin", "aarch64")[0],
    "@openai/codex-darwin-arm64/vendor/aarch64-apple-darwin/bin/codex",
  );
  assertEquals(
    nativePaths("windows", "x86_64")[0],
    "@openai/codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin/codex.exe",
  );
  assertEquals(nativePaths("freebsd", "x86_64"), []);
  assertEquals(wrapperName("windows"), "codex.cmd");
});
