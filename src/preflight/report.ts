import type { Code } from "../errors/catalogue.ts";
import type { Evidence } from "../errors/failure.ts";

/** The checks of `doctor`, in the order in which they depend on each other. */
export const checkIds = [
  "policy",
  "platform",
  "codex.found",
  "codex.handshake",
  "codex.version",
  "codex.evidence",
  "codex.settings",
  "account.login",
  "account.plan",
  "account.usage",
  "workspace",
] as const;
export type CheckId = typeof checkIds[number];

/** `unknown`: could not be told; `skipped`: an earlier check failed. Neither is a failure. */
export type CheckStatus = "ok" | "warning" | "fail" | "skipped" | "unknown";

/** One answer of `doctor`. */
export interface Check {
  readonly id: CheckId;
  readonly status: CheckStatus;
  /** The machine code, when there is something to mend. */
  readonly code?: Code;
  /** One line in plain words. */
  readonly summary: string;
  readonly evidence: Evidence;
  readonly remedy?: string;
  readonly durationMs: number;
}

/** The whole answer of `doctor`. */
export interface DoctorReport {
  /** True when an image job may be tried. */
  readonly ok: boolean;
  /** `ready`, or the first failing check's machine code. */
  readonly code: "ready" | Code;
  readonly checks: readonly Check[];
}
