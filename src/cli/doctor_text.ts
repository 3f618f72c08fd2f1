import type { Check, CheckStatus, DoctorReport } from "../preflight/report.ts";
import { evidenceLines } from "./evidence_text.ts";
import { oneLine, type Style } from "./style.ts";

type Marks = Readonly<Record<CheckStatus, string>>;

const signs: Marks = {
  ok: "✓",
  warning: "!",
  fail: "✗",
  skipped: "-",
  unknown: "?",
};

const plainSigns: Marks = { ...signs, ok: "+", fail: "x" };

/**
 * The report of `doctor` as a person reads it: a line for each check, what to
 * do below those that are not in order, and the verdict in the last line.
 */
export function doctorText(
  report: DoctorReport,
  options: { readonly style: Style; readonly unicode: boolean },
): string {
  const marks = options.unicode ? signs : plainSigns;
  const width = Math.max(...report.checks.map(({ id }) => id.length), 0);
  const lines = report.checks.flatMap((check) => [
    checkLine(check, marks, width, options.style),
    ...detailLines(check).map((line) => `    ${line}`),
  ]);
  return [...lines, "", verdict(report, options.style), ""].join("\n");
}

function checkLine(
  { id, status, summary, durationMs }: Check,
  marks: Marks,
  width: number,
  style: Style,
): string {
  const mark = paint(status, style)(marks[status]);
  const time = status === "skipped"
    ? ""
    : style.faint(` (${Math.round(durationMs)} ms)`);
  return `${mark} ${id.padEnd(width)}  ${oneLine(summary)}${time}`;
}

/**
 * Facts and remedy of a check that failed or could not be told; the others
 * speak for themselves.
 */
function detailLines(
  { status, summary, evidence, remedy, code }: Check,
): string[] {
  if (status === "ok" || status === "skipped") return [];
  return [
    ...evidenceLines(evidence, summary),
    ...(remedy === undefined ? [] : [`Next step: ${oneLine(remedy)}`]),
    ...(code === undefined ? [] : [`Code: ${code}`]),
  ];
}

function paint(status: CheckStatus, style: Style): (text: string) => string {
  if (status === "ok") return style.good;
  if (status === "fail") return style.bad;
  return status === "skipped" ? style.faint : style.caution;
}

function verdict({ ok, code }: DoctorReport, style: Style): string {
  return ok
    ? `${style.good("Usable:")} ${code}`
    : `${style.bad("Not usable:")} ${code}`;
}
