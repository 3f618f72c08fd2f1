import { type Evidence, Failure } from "../errors/failure.ts";
import { redact } from "../errors/redact.ts";
import type { Policy } from "./schema.ts";
import {
  judgeVersion,
  newestAllowed,
  type VersionVerdict,
} from "./versions.ts";

/** Longest version text that a message shows, in characters. */
const LONGEST_SHOWN = 60;

type Refusal = Extract<VersionVerdict, { ok: false }>;

/**
 * As {@linkcode judgeVersion}, but throws.
 *
 * @throws {Failure} `preflight/unsupported_version` with what was found, what
 * is required, and the remedy that fits the rule that refused.
 */
export function requireVersion(codex: Policy["codex"], text: string): void {
  const verdict = judgeVersion(codex, text);
  if (verdict.ok) return;
  const found = redact(text, LONGEST_SHOWN);
  throw new Failure("preflight/unsupported_version", {
    ...wording(verdict, codex, found),
    evidence: { found, reason: verdict.reason, required: required(codex) },
  });
}

function wording(
  verdict: Refusal,
  codex: Policy["codex"],
  found: string,
): { message: string; remedy: string } {
  switch (verdict.reason) {
    case "unreadable":
      return {
        message: `Codex says its version is ${
          JSON.stringify(found)
        }, which is not one such as 0.122.0`,
        remedy:
          "Run: codex --version — and reinstall Codex if that shows no version: npm install -g @openai/codex@latest",
      };
    case "too_old":
      return {
        message:
          `Codex ${found} is older than ${codex.minimumVersion}, the oldest that the policy accepts`,
        remedy: updateRemedy(codex),
      };
    case "denied":
      return {
        message:
          `Codex ${found} is refused by the policy: it lies in the denied range ${verdict.range}`,
        remedy:
          "Install a version outside that range, or see what denies it: modly-codex-image policy explain codex.deniedVersions",
      };
    case "not_listed":
      return {
        message:
          `Codex ${found} is not one of the versions that the policy lists: ${
            codex.allowedVersions.join(", ")
          }`,
        remedy: verdict.newer ? listRemedy(found) : updateRemedy(codex),
      };
  }
}

/** For a Codex that is newer than the list: the list is what has to change. */
function listRemedy(found: string): string {
  return `Codex itself is fine to keep: add ${found} to the list, which is set where this says: modly-codex-image policy explain codex.allowedVersions`;
}

function updateRemedy(codex: Policy["codex"]): string {
  const wanted = codex.allowedVersions.length === 0
    ? "latest"
    : newestAllowed(codex);
  return wanted === undefined
    ? "The policy accepts no version at all; see why: modly-codex-image policy explain codex"
    : `Install a version that the policy accepts: npm install -g @openai/codex@${wanted}`;
}

function required(codex: Policy["codex"]): Evidence {
  return {
    minimumVersion: codex.minimumVersion,
    allowedVersions: codex.allowedVersions,
    deniedVersions: codex.deniedVersions,
  };
}
