import type { Failure } from "../errors/failure.ts";
import { evidenceLines } from "./evidence_text.ts";
import { oneLine, type Style } from "./style.ts";

/**
 * A failure as a person reads it on stderr: what went wrong, the facts behind
 * it, when to come back, the next step, and the machine code.
 */
export function failureText(failure: Failure, style: Style): string {
  const lines = [
    `${style.bad("Error:")} ${oneLine(failure.message)}`,
    ...evidenceLines(failure.evidence, failure.message).map((line) =>
      `  ${line}`
    ),
    ...(failure.retryAfter === undefined
      ? []
      : [`  Try again after: ${failure.retryAfter}`]),
    `  Next step: ${oneLine(failure.remedy)}`,
    style.faint(`  Code: ${failure.code}`),
  ];
  return lines.join("\n") + "\n";
}

/** A warning as a person reads it on stderr. */
export function warningText(warning: string, style: Style): string {
  return `${style.caution("Warning:")} ${oneLine(warning)}\n`;
}
