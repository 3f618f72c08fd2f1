import type { Code } from "../errors/catalogue.ts";
import { codeOfHttpStatus } from "./error_info.ts";

/**
 * Why an image tool failed inside a turn that "completed". Codex tells the
 * client nothing then: no error, an empty item. What is left is its log on
 * stderr, which carries the service's HTTP status and machine-readable error
 * codes, and the model's answer, which is asked to repeat the tool's error.
 * Only those codes are read here, and the name that Codex
 * itself gives to a broken connection; never the service's wording.
 */

/** Error codes of the service for content rules. */
const contentCodes = [
  "moderation_blocked",
  "content_policy_violation",
  "content_filter",
] as const;

/**
 * Codex's own name for a connection to the images service that broke, on
 * 0.145.0 and 0.169.0: the image may have been made on the other side.
 */
const BROKEN_CONNECTION = "image generation failed: network error";

/** The machine code for a failed image tool, where its traces have one. */
export function codeOfToolError(traces: string): Code | undefined {
  if (contentCodes.some((code) => traces.includes(code))) {
    return "runtime/rejected";
  }
  if (traces.includes("usage_limit_reached")) return "runtime/usage_limit";
  if (traces.includes(BROKEN_CONNECTION)) return "runtime/outcome_unknown";
  const status = /image generation failed: http (\d{3})\b/.exec(traces)?.[1];
  return status === undefined ? undefined : codeOfHttpStatus(Number(status));
}
