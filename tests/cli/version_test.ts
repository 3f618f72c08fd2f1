import { assertEquals, assertMatch } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { versionText } from "../../src/cli/version.ts";
import { runFake } from "./fake_context.ts";

Deno.test("--version names product, Deno and build", async () => {
  for (const flag of ["--version", "-v"]) {
    const run = await runFake([flag]);
    assertEquals(run.code, 0);
    assertEquals(run.stdout.split("\n"), [
      `modly-codex-image ${config.version}`,
      `deno ${Deno.version.deno}`,
      `build source ${Deno.build.target}`,
      "",
    ]);
  }
});

Deno.test("--version --json is one document", async () => {
  const run = await runFake(["--version", "--json"]);
  const { ok, version, build, target } = JSON.parse(run.stdout);
  assertEquals([ok, version, build], [true, config.version, "source"]);
  assertMatch(target, /-/);
});

Deno.test("versionText() tells a compiled program", () => {
  const text = versionText({
    version: "1.2.3",
    deno: "2.9.6",
    build: "compiled",
    target: "aarch64-apple-darwin",
  });
  assertMatch(text, /^build compiled aarch64-apple-darwin$/m);
});
