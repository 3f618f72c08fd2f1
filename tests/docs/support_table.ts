import type { EvidenceRow } from "../../src/policy/evidence.ts";
import type { Policy } from "../../src/policy/schema.ts";
import { markdownTable } from "./markdown_table.ts";

const systemNames = new Map([
  ["darwin", "macOS"],
  ["linux", "Linux"],
  ["windows", "Windows"],
]);

/**
 * The platform and support table in Markdown, from the policy's platform and
 * evidence tables.
 */
export function supportTable({ platforms, evidence }: Policy): string {
  return markdownTable(
    ["Platform", "State", "Risk", "Codex CLI seen to work", "Note"],
    Object.entries(platforms).map(([key, { state, risk, note }]) => [
      platformName(key),
      state,
      risk,
      seen(evidence.filter(({ platform }) => platform === key)) ||
      "none recorded",
      note,
    ]),
  );
}

/** `darwin/arm64` as "macOS arm64". */
function platformName(key: string): string {
  const [os = "", arch = ""] = key.split("/");
  return `${systemNames.get(os) ?? os} ${arch.replace("x86_64", "`x86_64`")}`;
}

/** Rows of one kind together: "0.122.0, 0.124.0 (generation, live)". */
function seen(rows: readonly EvidenceRow[]): string {
  const byKind = Map.groupBy(
    rows,
    ({ scope, service }) => `${scope}, ${service}`,
  );
  return [...byKind]
    .map(([kind, same]) =>
      `${same.map(({ codex }) => codex).join(", ")} (${kind})`
    )
    .join("; ");
}
