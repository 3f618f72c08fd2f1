import { policyKeys } from "../../src/policy/keys.ts";
import { layerValues } from "../../src/policy/layers.ts";
import type { Policy } from "../../src/policy/schema.ts";
import { markdownTable } from "./markdown_table.ts";
import { typeText } from "./type_text.ts";

/** Where defaults stand that are too long for a table. */
const DEFAULTS = "[`default.json`](../policy/default.json)";

/**
 * Every key of a policy file in Markdown, a heading and a table for each group,
 * with what the key takes, its default in `policy` and its meaning.
 */
export function keyTables(policy: Policy): string {
  const defaults = new Map(
    layerValues(policy, () => ({ layer: "built-in", source: "built in" }))
      .map(({ path, value }) => [path.join("."), value]),
  );
  const groups = Map.groupBy(policyKeys(), ({ key }) => /^\w+/.exec(key)?.[0]);
  return [...groups].map(([group, keys]) => {
    const rows = keys.map(({ key, schema }) => [
      `\`${key}\``,
      typeText(schema),
      defaultText(key, defaults.get(key)),
      schema.description ?? "",
    ]);
    const table = markdownTable(["Key", "Takes", "Default", "Meaning"], rows);
    return `### \`${group}\`\n\n${table}`;
  }).join("\n\n");
}

function defaultText(key: string, value: unknown): string {
  if (key.includes("[]") || key.includes("OS/ARCH")) return "";
  const isTable = value === undefined ||
    Array.isArray(value) && value.some((item) => typeof item === "object");
  return isTable ? DEFAULTS : `\`${JSON.stringify(value)}\``;
}
