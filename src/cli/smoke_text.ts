import type { SmokeCheck, SmokeReport } from "../modly/smoke/report.ts";
import { product } from "../system/product.ts";
import { oneLine } from "./style.ts";
import { buildFacts } from "./version.ts";

/** The report of `smoke` as text that can be pasted into an issue. */
export function smokeText({ ok, platform, checks }: SmokeReport): string {
  const { version, deno, build } = buildFacts();
  return [
    `${product.name} ${version} smoke report: deno ${deno}, ${build}, ${platform}`,
    "",
    ...checks.flatMap(checkLines),
    "",
    ok ? "The extension can be used" : "The extension cannot be used as it is",
    "",
  ].join("\n");
}

function checkLines({ id, status, summary, remedy }: SmokeCheck): string[] {
  const line = `${status.padEnd(8)}${id.padEnd(10)} ${oneLine(summary)}`;
  return remedy === undefined
    ? [line]
    : [line, `${" ".repeat(19)}Next step: ${oneLine(remedy)}`];
}
