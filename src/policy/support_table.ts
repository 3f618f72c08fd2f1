import type { EvidenceRow } from "./evidence.ts";
import { markdownTable } from "./markdown_table.ts";
import type { Policy } from "./schema.ts";

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
      evidence.filter(({ platform }) => platform === key).map(seen).join(
        ", ",
      ) || "none recorded",
      note,
    ]),
  );
}

/** `darwin/arm64` as "macOS arm64". */
function platformName(key: string): string {
  const [os = "", arch = ""] = key.split("/");
  return `${systemNames.get(os) ?? os} ${arch.replace("x86_64", "`x86_64`")}`;
}

/** One row of evidence: "0.122.0 (generation, live)". */
function seen({ codex, scope, service }: EvidenceRow): string {
  return `${codex} (${scope}, ${service})`;
}
