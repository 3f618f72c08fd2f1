import { assert, assertEquals } from "@std/assert";
import { compare, format } from "@std/semver";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { parseVersion } from "../../src/policy/version_text.ts";
import { CLAIMED_VERSION } from "../../src/rehearsal/stand_in.ts";

Deno.test("The stand-in claims the newest version that was seen to make an image", () => {
  const newest = builtInPolicy().evidence
    .filter(({ scope }) => scope === "generation")
    .flatMap(({ codex }) => parseVersion(codex) ?? [])
    .toSorted(compare)
    .at(-1);
  assert(newest);
  assertEquals(CLAIMED_VERSION, format(newest));
});
