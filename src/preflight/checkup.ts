import type { Code } from "../errors/catalogue.ts";
import { Failure } from "../errors/failure.ts";
import type { Evidence } from "../errors/failure.ts";
import {
  type Check,
  type CheckId,
  checkIds,
  type CheckStatus,
  type DoctorReport,
} from "./report.ts";

/** What one check found out. */
export interface Finding<T> {
  /** Given to the checks that need it. */
  readonly value: T;
  readonly status?: Exclude<CheckStatus, "fail" | "skipped">;
  readonly summary: string;
  readonly evidence?: Evidence;
  readonly code?: Code;
  readonly remedy?: string;
}

/** The value of a check that passed; undefined when it failed or was skipped. */
export type Passed<T> = { readonly value: T } | undefined;

/**
 * Runs checks that build on each other: one that throws a Failure has failed,
 * and what needs it is skipped.
 */
export class Checkup {
  readonly #checks: Check[] = [];
  readonly #now: () => number;

  /** @param now Milliseconds on a clock that never goes back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Runs one check. `needed` is what an earlier check gave; without it this
   * one is skipped.
   */
  async run<N, T>(
    id: CheckId,
    needed: Passed<N>,
    work: (needed: N) => Promise<Finding<T>> | Finding<T>,
  ): Promise<Passed<T>> {
    if (needed === undefined) {
      this.#skip(id);
      return undefined;
    }
    const startedAt = this.#now();
    const durationMs = () => Math.round(this.#now() - startedAt);
    try {
      const finding = await work(needed.value);
      const { value, status = "ok", code, summary, remedy } = finding;
      // The keys' order is that of a failed check: people read the JSON too.
      this.#checks.push({
        id,
        status,
        ...(code === undefined ? {} : { code }),
        summary,
        evidence: finding.evidence ?? {},
        ...(remedy === undefined ? {} : { remedy }),
        durationMs: durationMs(),
      });
      return { value };
    } catch (error) {
      const failure = Failure.from(error);
      this.#checks.push({
        id,
        status: "fail",
        code: failure.code,
        summary: failure.message,
        evidence: failure.evidence,
        remedy: failure.remedy,
        durationMs: durationMs(),
      });
      return undefined;
    }
  }

  /** The answer to all checks, in their fixed order. */
  report(): DoctorReport {
    const checks = this.#checks.toSorted((a, b) =>
      checkIds.indexOf(a.id) - checkIds.indexOf(b.id)
    );
    const failed = checks.find(({ status }) => status === "fail");
    return {
      ok: failed === undefined,
      code: failed?.code ?? "ready",
      checks,
    };
  }

  #skip(id: CheckId): void {
    this.#checks.push({
      id,
      status: "skipped",
      summary: "Not checked, because an earlier check failed",
      evidence: {},
      durationMs: 0,
    });
  }
}
