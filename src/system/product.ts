import config from "../../deno.json" with { type: "json" };

/** Who we are, to people and to Codex. */
export const product = {
  name: config.name,
  title: "Modly Codex image",
  version: config.version,
} as const;
