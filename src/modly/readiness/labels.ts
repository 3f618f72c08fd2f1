import type { Code } from "../../errors/catalogue.ts";
import type { Label } from "./readiness.ts";

const labels: Partial<Record<Code, Label>> = {
  "preflight/codex_missing": "Setup Codex",
  "preflight/start_failed": "Setup Codex",
  "preflight/not_authenticated": "Login",
  "preflight/no_entitlement": "Login",
  // Never "Update Codex": it may be the extension that is behind.
  "preflight/unsupported_version": "Update Extension",
  "preflight/unsupported_platform": "Unsupported",
};

/** The label of an answer; what is not the user's to mend is a check that failed. */
export function labelFor(code: Code | undefined): Label {
  return code === undefined ? "Ready" : labels[code] ?? "Checking failed";
}
