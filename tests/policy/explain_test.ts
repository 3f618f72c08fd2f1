import { assert, assertEquals } from "@std/assert";
import { explainedSettings, explainPolicy } from "../../src/policy/explain.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { failureOf } from "./failures.ts";

const loaded = await loadPolicy({
  env: (name) => name === "CODEX_MIN_SUPPORTED_VERSION" ? "0.130.0" : undefined,
  installation: [],
  flags: [{
    flag: "--minimum",
    sets: { codex: { minimumVersion: "0.131.0" } },
  }],
});

Deno.test("explainPolicy() tells value, meaning, origin and what was beaten", () => {
  assertEquals(explainPolicy(loaded, "codex.minimumVersion"), [
    'codex.minimumVersion = "0.131.0"',
    "  Lowest Codex CLI version that is accepted; a prerelease of it is below it.",
    "  set by the flag --minimum",
    '  instead of "0.130.0" by the environment variable CODEX_MIN_SUPPORTED_VERSION',
    '  instead of "0.122.0" by the built-in policy',
  ]);
});

Deno.test("explainPolicy() names the line of a file", () => {
  const [setting] = loaded.settings;
  assert(setting !== undefined);
  const origin = { layer: "user", source: "~/p.json", line: 3, column: 5 };
  const settings = [{
    ...setting,
    origin: { ...origin, layer: "user" as const },
  }];
  assertEquals(
    explainPolicy({ ...loaded, settings })[2],
    "  set by the user's file ~/p.json:3:5",
  );
});

Deno.test("explainedSettings() takes one key, a group, or everything", () => {
  const keys = (key?: string) =>
    explainedSettings(loaded, key).map((setting) => setting.key);
  assertEquals(keys("limits.images"), ["limits.images"]);
  assertEquals(keys("output"), [
    "output.extraImages",
    "output.removeCodexCopy",
  ]);
  assertEquals(keys("platforms.linux/arm64"), ["platforms.linux/arm64"]);
  assertEquals(keys("evidence"), ["evidence"]);
  assertEquals(keys(), loaded.settings.map(({ key }) => key));
});

Deno.test("explainedSettings() has a meaning for every setting", () => {
  for (const { key, description } of explainedSettings(loaded)) {
    assert(description !== "", key);
  }
});

Deno.test("explainPolicy() names the nearest key for one that does not exist", () => {
  const cases: [string, string | undefined][] = [
    ["limit", "limits"],
    ["codex.minVersion", "codex.minimumVersion"],
    ["jobSecond", "limits.jobSeconds"],
    ["platforms.linux/arm", "platforms.linux/arm64"],
    ["zzzzzz", undefined],
    ["codex.", "codex"],
  ];
  for (const [key, meant] of cases) {
    const failure = failureOf(
      "request/usage",
      () => explainPolicy(loaded, key),
    );
    assertEquals(failure.evidence.nearest, meant);
    assertEquals(
      failure.message.includes("did you mean"),
      meant !== undefined,
      failure.message,
    );
  }
});
