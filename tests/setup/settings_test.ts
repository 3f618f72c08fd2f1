/** Proves that odd settings change nothing, and that broken ones are named. */
import { join } from "@std/path";
import type { GenuineFixture } from "../support/fixture.ts";
import { declareSetups, type Refused } from "./setups.ts";

const broken: Refused = {
  code: "preflight/start_failed",
  next: /[Rr]ead the reason|config\.toml/,
};

const config = ({ fixture }: GenuineFixture) =>
  join(fixture.codexHome, "config.toml");

declareSetups("odd settings change nothing:", [
  {
    name: "keys that nobody knows",
    keys: [
      '"" = 1\n"a.b" = 2\nconstructor = true\n"ünï cöde" = "x"',
      '"__proto__" = { polluted = true }',
    ].join("\n"),
    ends: "published",
  },
  {
    name: "a model and an effort that there are not",
    keys: 'model = "no-such-model"\nmodel_reasoning_effort = "xhigh"',
    ends: "published",
  },
  {
    name: "a profile with a model, or that profiles are no longer known",
    keys: 'profile = "__proto__"',
    tables: '[profiles.__proto__]\nmodel = "another-model"',
    ends: (version) =>
      version === "0.122.0" ? "published" : { ...broken, says: /profile/ },
  },
]);

declareSetups("settings that Codex refuses are named:", [
  {
    name: "no TOML",
    prepare: (scene) => Deno.writeTextFile(config(scene), "this is = = not ["),
    ends: { ...broken, says: /1:6/ },
  },
  {
    name: "no text",
    prepare: (scene) =>
      Deno.writeFile(config(scene), Uint8Array.of(0xff, 0xfe, 0x00)),
    ends: { ...broken, says: /utf-8/ },
  },
  {
    name: "a number for the model",
    keys: "model = 7",
    ends: { ...broken, says: /`model`/ },
  },
  {
    name: "an MCP server without a program",
    tables: "[mcp_servers.bad]\nenabled = true",
    ends: { ...broken, says: /mcp_servers\.bad/ },
  },
  {
    name: "a profile that there is not",
    keys: 'profile = "none"',
    ends: { ...broken, says: /none/ },
  },
  {
    name: "a file of instructions that is missing",
    keys: 'model_instructions_file = "/no/such/file"',
    ends: { ...broken, says: /instructions/ },
  },
  {
    name: "a folder instead of the file",
    prepare: async (scene) => {
      await Deno.remove(config(scene));
      await Deno.mkdir(config(scene));
    },
    ends: { ...broken, says: /config/ },
  },
  {
    name: "another provider than OpenAI",
    keys: 'model_provider = "mine"',
    tables:
      '[model_providers.mine]\nname = "Mine"\nbase_url = "http://127.0.0.1:9"',
    ends: {
      code: "preflight/no_entitlement",
      says: /provider/,
      next: /model_provider/,
    },
  },
]);
