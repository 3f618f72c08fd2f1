import { Failure } from "../errors/failure.ts";
import type { Policy } from "./schema.ts";

/** Whether a platform may be used. */
export type PlatformVerdict =
  | { readonly state: "enabled" }
  | { readonly state: "experimental"; readonly warning: string }
  | { readonly state: "refused"; readonly failure: Failure };

/**
 * Judges a platform by the policy's table; `key` as `platformKey` writes it.
 * One that is not in the table is refused, with `preflight/unsupported_platform`.
 */
export function judgePlatform(
  platforms: Policy["platforms"],
  key: string,
): PlatformVerdict {
  const entry = platforms[key];
  switch (entry?.state) {
    case "enabled":
      return { state: "enabled" };
    case "experimental":
      return {
        state: "experimental",
        warning: `The platform ${key} is experimental: ${entry.note}`,
      };
    default:
      return {
        state: "refused",
        failure: refusal(
          platforms,
          key,
          entry?.note ?? "The policy does not list it.",
        ),
      };
  }
}

function refusal(
  platforms: Policy["platforms"],
  key: string,
  note: string,
): Failure {
  const usable = Object.entries(platforms)
    .filter(([, { state }]) => state !== "refused")
    .map(([name]) => name);
  return new Failure("preflight/unsupported_platform", {
    message: `The platform ${key} is not enabled: ${note.replace(/\.$/, "")}`,
    evidence: { platform: key, note, usable },
  });
}
