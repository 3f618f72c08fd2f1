import type { Code } from "../errors/catalogue.ts";
import { codeOfHttpStatus } from "./error_info.ts";

/** Error codes of the service for content rules. */
const contentCodes = [
  "moderation_blocked",
  "content_policy_violation",
  "content_filter",
] as const;

/** What Codex writes before the service's answer, on 0.145.0 and 0.169.0. */
const FRAME = "image generation failed: ";

/** Does an error of Codex hold the service's code for its content rules? */
export function isContentRule(error: string): boolean {
  return contentCodes.some((code) => error.includes(code));
}

/**
 * The machine code for an image tool that failed inside a turn that
 * "completed". Codex tells the client nothing then: no error, an empty item.
 * What is left is its log on stderr, which carries the service's HTTP status
 * and error codes, and the model's answer, which is asked to repeat the tool's
 * error. Only what stands behind Codex's own {@linkcode FRAME} is read, and of
 * that only codes: the model may say "http 500" in any words it likes.
 */
export function codeOfToolError(traces: string): Code | undefined {
  for (const line of traces.split("\n")) {
    const start = line.indexOf(FRAME);
    const code = start < 0 ? undefined : codeOf(line.slice(start));
    if (code) return code;
  }
  return undefined;
}

function codeOf(error: string): Code | undefined {
  if (isContentRule(error)) return "runtime/rejected";
  if (error.includes("usage_limit_reached")) return "runtime/usage_limit";
  // The image may have been made on the other side of a broken connection.
  if (error.startsWith(`${FRAME}network error`)) {
    return "runtime/outcome_unknown";
  }
  const status = /\bhttp (\d{3})\b/.exec(error)?.[1];
  return status === undefined ? undefined : codeOfHttpStatus(Number(status));
}
