/** What a good binary answers. */
import type { Answer } from "../../release/smoke_rules.ts";
import type { Target } from "../../release/targets.ts";
import { checkIds } from "../../src/preflight/report.ts";
import { product } from "../../src/system/product.ts";

/** The answer to `--version` of a binary for `target`. */
export function versionAnswer({ triple }: Pick<Target, "triple">): Answer {
  return {
    code: 0,
    stdout:
      `${product.name} ${product.version}\ndeno 2.9.6\nbuild compiled ${triple}\n`,
    stderr: "",
  };
}

/** A check of `doctor`, as far as it is judged. */
export interface MadeCheck {
  readonly id: string;
  readonly status: string;
  readonly code?: string;
  readonly summary: string;
}

/** Every check of `doctor`; Codex is missing when `found` is false. */
export function doctorChecks(found: boolean): MadeCheck[] {
  return checkIds.map((id): MadeCheck => {
    if (found || !/^(codex|account)\./.test(id)) {
      return { id, status: "ok", summary: "Good" };
    }
    return id === "codex.found"
      ? { id, status: "fail", code: "preflight/codex_missing", summary: "None" }
      : { id, status: "skipped", summary: "Not checked" };
  });
}

/** The answer to `doctor --json` with these checks. */
export function doctorAnswer(checks: readonly MadeCheck[]): Answer {
  const failed = checks.find(({ status }) => status === "fail");
  const report = {
    schemaVersion: 1,
    ok: failed === undefined,
    code: failed?.code ?? "ready",
    checks,
  };
  return {
    code: failed === undefined ? 0 : 3,
    stdout: `${JSON.stringify(report)}\n`,
    stderr: "",
  };
}
