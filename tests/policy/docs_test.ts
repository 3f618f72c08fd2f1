import { assert } from "@std/assert";
import { parsePolicy } from "../../src/policy/parse.ts";

const text = (await Deno.readTextFile(
  new URL("../../docs/policy.md", import.meta.url),
)).replaceAll("\r\n", "\n");

Deno.test("docs/policy.md shows only policy files that are valid", () => {
  const examples = [...text.matchAll(/```jsonc\n([\s\S]*?)```/g)];
  assert(examples.length >= 3);
  for (const [, example = ""] of examples) parsePolicy(example, "the example");
});
