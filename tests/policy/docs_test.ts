import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { keyTables } from "../../src/policy/key_tables.ts";
import { policyKeys } from "../../src/policy/keys.ts";
import { parsePolicy } from "../../src/policy/parse.ts";

const text = (await Deno.readTextFile(
  new URL("../../docs/policy.md", import.meta.url),
)).replaceAll("\r\n", "\n");

Deno.test("docs/policy.md holds the generated tables of every key", () => {
  const [, between] =
    /<!-- policy-keys:start -->\n\n([\s\S]*?)\n\n<!-- policy-keys:end -->/
      .exec(text) ?? [];
  assertEquals(between, keyTables(builtInPolicy()));
});

Deno.test("docs/policy.md names every key with its default", () => {
  const policy = builtInPolicy();
  for (const { key } of policyKeys()) assertStringIncludes(text, `\`${key}\``);
  for (const group of ["codex", "plans", "limits", "output"] as const) {
    for (const [key, value] of Object.entries(policy[group])) {
      const row = text.split("\n").find((line) =>
        line.startsWith(`| \`${group}.${key}\` `)
      );
      assertStringIncludes(row ?? "", `\`${JSON.stringify(value)}\``, key);
    }
  }
});

Deno.test("docs/policy.md shows only policy files that are valid", () => {
  const examples = [...text.matchAll(/```jsonc\n([\s\S]*?)```/g)];
  assert(examples.length >= 3);
  for (const [, example = ""] of examples) parsePolicy(example, "the example");
});
