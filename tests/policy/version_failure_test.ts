import { assert, assertEquals, assertMatch } from "@std/assert";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import type { Policy } from "../../src/policy/schema.ts";
import { requireVersion } from "../../src/policy/version_failure.ts";
import { failureOf } from "./failures.ts";

function refusal(changes: Partial<Policy["codex"]>, version: string) {
  const codex = { ...builtInPolicy().codex, ...changes };
  return failureOf(
    "preflight/unsupported_version",
    () => requireVersion(codex, version),
  );
}

Deno.test("requireVersion() lets an accepted version pass", () => {
  requireVersion(builtInPolicy().codex, "0.122.0");
});

Deno.test("requireVersion() says what was found and what is required", () => {
  const failure = refusal({ deniedVersions: ["0.130.0"] }, "0.121.9");
  assertEquals(
    failure.message,
    "Codex 0.121.9 is older than 0.122.0, the oldest that the policy accepts",
  );
  assertEquals(failure.evidence, {
    found: "0.121.9",
    reason: "too_old",
    required: {
      minimumVersion: "0.122.0",
      allowedVersions: [],
      deniedVersions: ["0.130.0"],
    },
  });
});

Deno.test("requireVersion() gives the remedy that fits the rule", () => {
  const listed = { allowedVersions: ["0.124.0", "0.123.0"] };
  const cases: [Partial<Policy["codex"]>, string, RegExp][] = [
    [{}, "0.121.9", /npm install -g @openai\/codex@latest$/],
    [{}, "0.122", /codex --version/],
    [listed, "0.121.9", /npm install -g @openai\/codex@0\.124\.0$/],
    [listed, "0.123.5", /npm install -g @openai\/codex@0\.124\.0$/],
    [listed, "0.169.0", /add 0\.169\.0 to the list/],
    [{ allowedVersions: ["0.1.0"] }, "0.2.0", /accepts no version at all/],
    [
      { deniedVersions: ["0.130.x"] },
      "0.130.0",
      /explain codex\.deniedVersions/,
    ],
  ];
  for (const [changes, version, remedy] of cases) {
    assertMatch(refusal(changes, version).remedy, remedy);
  }
});

Deno.test("requireVersion() never tells the owner of a newer Codex to install another", () => {
  const { remedy } = refusal({ allowedVersions: ["0.124.0"] }, "0.169.0");
  assert(!/npm|install|update/i.test(remedy), remedy);
});

Deno.test("requireVersion() shows a strange version text short and without secrets", () => {
  const { message, evidence } = refusal(
    {},
    `sk-${"a1".repeat(20)} ${"9 ".repeat(500)}`,
  );
  assert(message.length < 200, message);
  assert(!`${message}${evidence.found}`.includes("a1a1"));
});
