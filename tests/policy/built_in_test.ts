import { assert, assertEquals } from "@std/assert";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { policyJsonSchema } from "../../src/policy/json_schema.ts";
import { judgePlatform } from "../../src/policy/platforms.ts";

const folder = new URL("../../policy/", import.meta.url);

Deno.test("the built-in policy judges platforms as documented", () => {
  const { platforms } = builtInPolicy();
  const states = Object.keys(platforms).map((key) => [
    key,
    judgePlatform(platforms, key).state,
  ]);
  assertEquals(Object.fromEntries(states), {
    "darwin/arm64": "enabled",
    "darwin/x86_64": "enabled",
    "linux/arm64": "enabled",
    "linux/x86_64": "enabled",
    "windows/x86_64": "experimental",
    "windows/arm64": "refused",
  });
  assertEquals(platforms["linux/arm64"]?.risk, "high");
});

Deno.test("the built-in policy's floor, plans and limits are the promised ones", () => {
  const { codex, plans, limits, output } = builtInPolicy();
  assertEquals(codex.minimumVersion, "0.122.0");
  assertEquals(codex.allowedVersions, []);
  assertEquals(plans.refused, ["free"]);
  assertEquals(new Set(plans.allowed).size, 18);
  assert(!plans.allowed.includes("free"));
  assertEquals(
    [limits.handshakeSeconds, limits.noticeSeconds, limits.stallSeconds],
    [10, 60, 180],
  );
  assertEquals(limits.jobSeconds, 600);
  assertEquals(output, { extraImages: "refuse", removeCodexCopy: true });
});

Deno.test("the built-in policy's evidence is about platforms that it lists", () => {
  const { evidence, platforms } = builtInPolicy();
  for (const { platform, codex } of evidence) {
    assert(Object.hasOwn(platforms, platform), `${platform} ${codex}`);
  }
});

Deno.test("the committed JSON Schema is the generated one", async () => {
  const committed = await Deno.readTextFile(new URL("schema.v1.json", folder));
  assertEquals(
    committed,
    `${JSON.stringify(policyJsonSchema(), null, 2)}\n`,
    "Write it again with: modly-codex-image policy schema",
  );
});

Deno.test("the JSON Schema describes every key and demands none", () => {
  const schema = policyJsonSchema();
  assertEquals(schema.$schema, "http://json-schema.org/draft-07/schema#");
  assertEquals(schema.required, undefined);
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    assert(typeof value === "object" && value.description, key);
  }
});
