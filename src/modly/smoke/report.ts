/** What `smoke` looks at, in this order. */
export type SmokeCheckId =
  | "manifest"
  | "loader"
  | "contents"
  | "program"
  | "version"
  | "protocol"
  | "readiness";

/** One answer of `smoke`. Holds no path outside the extension's folder. */
export interface SmokeCheck {
  readonly id: SmokeCheckId;
  /** `skipped`: an earlier check failed. */
  readonly status: "ok" | "warning" | "fail" | "skipped";
  /** One line in plain words. */
  readonly summary: string;
  readonly remedy?: string;
}

/** The whole answer, fit to be pasted into an issue. */
export interface SmokeReport {
  /** True when nothing failed; warnings may be there. */
  readonly ok: boolean;
  /** As the policy writes it, such as `linux/x86_64`. */
  readonly platform: string;
  readonly checks: readonly SmokeCheck[];
}
