import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { environmentLayer } from "../../src/policy/environment.ts";
import { failureOf } from "./failures.ts";

function layer(values: Record<string, string>) {
  return environmentLayer((name) => values[name]);
}

Deno.test("environmentLayer() reads the three variables", () => {
  const values = layer({
    CODEX_MIN_SUPPORTED_VERSION: " 0.130.0 ",
    CODEX_SUPPORTED_VERSIONS: "0.130.0, 0.131.0-alpha.1,",
    CODEX_BIN: "/opt/codex, really",
  });
  assertEquals(
    values.map(({ path, value, origin }) => [path.join("."), value, origin]),
    [
      ["codex.minimumVersion", "0.130.0", {
        layer: "environment",
        source: "CODEX_MIN_SUPPORTED_VERSION",
      }],
      ["codex.allowedVersions", ["0.130.0", "0.131.0-alpha.1"], {
        layer: "environment",
        source: "CODEX_SUPPORTED_VERSIONS",
      }],
      ["codex.program", "/opt/codex, really", {
        layer: "environment",
        source: "CODEX_BIN",
      }],
    ],
  );
});

Deno.test("environmentLayer() takes an empty variable for one that is not set", () => {
  assertEquals(layer({ CODEX_BIN: "", CODEX_SUPPORTED_VERSIONS: "  " }), []);
});

Deno.test("environmentLayer() names the variable that is not valid", () => {
  const cases: [Record<string, string>, string][] = [
    [
      { CODEX_MIN_SUPPORTED_VERSION: "0.122" },
      'CODEX_MIN_SUPPORTED_VERSION is not valid: "0.122" must be a semantic version',
    ],
    [
      { CODEX_SUPPORTED_VERSIONS: "0.122.0,latest" },
      'CODEX_SUPPORTED_VERSIONS is not valid: "latest" must be a semantic version',
    ],
    [
      { CODEX_SUPPORTED_VERSIONS: "," },
      'CODEX_SUPPORTED_VERSIONS is not valid: "" must be a semantic version',
    ],
  ];
  for (const [env, message] of cases) {
    const failure = failureOf("policy/invalid", () => layer(env));
    assertStringIncludes(failure.message, message);
  }
});

Deno.test("environmentLayer() shows no secret that stands in the wrong variable", () => {
  const token = `sk-${"a1".repeat(20)}`;
  const failure = failureOf(
    "policy/invalid",
    () => layer({ CODEX_MIN_SUPPORTED_VERSION: token }),
  );
  assert(!JSON.stringify([failure.message, failure.evidence]).includes(token));
});
