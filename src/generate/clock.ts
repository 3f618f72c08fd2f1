import type { ProgressListener, Stage } from "./progress.ts";

/** Follows a job through its stages: tells the listener and keeps the times. */
export class JobClock {
  readonly #startedAt = performance.now();
  readonly #timings = new Map<string, number>();
  #stage: Stage | undefined;
  #stageAt = this.#startedAt;

  constructor(readonly listener: ProgressListener) {}

  /** Milliseconds since the job began. */
  get elapsedMs(): number {
    return Math.round(performance.now() - this.#startedAt);
  }

  /** The moment `milliseconds` after the job began, as `performance.now()` has it. */
  after(milliseconds: number): number {
    return this.#startedAt + milliseconds;
  }

  /** The job goes on to `stage`. */
  enter(stage: Stage): void {
    this.#leave();
    this.#stage = stage;
    this.listener({ type: "stage", stage, elapsedMs: this.elapsedMs });
  }

  /** Tells the listener something else. */
  notice(message: string): void {
    this.listener({ type: "notice", message, elapsedMs: this.elapsedMs });
  }

  /** Ends the last stage; milliseconds by stage, and the total. */
  finish(): Readonly<Record<string, number>> {
    this.#leave();
    this.#stage = undefined;
    return { ...Object.fromEntries(this.#timings), total: this.elapsedMs };
  }

  #leave(): void {
    const now = performance.now();
    if (this.#stage !== undefined) {
      this.#timings.set(this.#stage, Math.round(now - this.#stageAt));
    }
    this.#stageAt = now;
  }
}
