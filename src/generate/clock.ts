import type { ProgressListener, Stage } from "./progress.ts";

/** Follows a job through its stages: tells the listener and keeps the times. */
export class JobClock {
  readonly #listener: ProgressListener;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #timings = new Map<string, number>();
  #stage: Stage | undefined;
  #stageAt: number;

  /** @param now Milliseconds on a clock that never goes back. */
  constructor(listener: ProgressListener, now = () => performance.now()) {
    this.#listener = listener;
    this.#now = now;
    this.#startedAt = now();
    this.#stageAt = this.#startedAt;
  }

  /** Milliseconds since the job began. */
  get elapsedMs(): number {
    return Math.round(this.#now() - this.#startedAt);
  }

  /** The moment `milliseconds` after the job began, as `performance.now()` has it. */
  after(milliseconds: number): number {
    return this.#startedAt + milliseconds;
  }

  /** Milliseconds until that moment; none or fewer once it has passed. */
  until(milliseconds: number): number {
    return this.after(milliseconds) - this.#now();
  }

  /** The job goes on to `stage`. */
  enter(stage: Stage): void {
    this.#leave();
    this.#stage = stage;
    this.#listener({ type: "stage", stage, elapsedMs: this.elapsedMs });
  }

  /** Tells the listener something else. */
  notice(message: string): void {
    this.#listener({ type: "notice", message, elapsedMs: this.elapsedMs });
  }

  /** Ends the last stage; milliseconds by stage, and the total. */
  finish(): Readonly<Record<string, number>> {
    this.#leave();
    this.#stage = undefined;
    return { ...Object.fromEntries(this.#timings), total: this.elapsedMs };
  }

  #leave(): void {
    const now = this.#now();
    if (this.#stage !== undefined) {
      this.#timings.set(this.#stage, Math.round(now - this.#stageAt));
    }
    this.#stageAt = now;
  }
}
