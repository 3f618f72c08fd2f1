import type { Reply } from "./connection.ts";
import type { TurnRecord } from "./turn_record.ts";

/** Why following a turn stopped. */
export type Stop =
  /** The turn ended and no image is still being made. */
  | "ended"
  /** Codex refused to start the turn: nothing was asked of the service. */
  | "refused"
  | "cancelled"
  /** Codex's process or its pipe is gone. */
  | "lost"
  /** Codex was silent for longer than the policy allows. */
  | "stalled"
  /** The whole job took longer than the policy allows. */
  | "too long";

/** The next thing to do with a running turn; times are in `performance.now()` milliseconds. */
export type Step =
  | { readonly kind: "stop"; readonly why: Stop }
  | { readonly kind: "wait"; readonly until: number };

/** What surrounds a turn at one moment. */
export interface TurnMoment {
  readonly now: number;
  /** When Codex last gave a sign of life. */
  readonly lastLife: number;
  /** When the whole job has to be over. */
  readonly deadline: number;
  /** Milliseconds of silence that are allowed. */
  readonly stallMs: number;
  readonly cancelled: boolean;
  readonly lost: boolean;
  /** Reply to `turn/start`, once it is there. */
  readonly reply: Reply | undefined;
}

/**
 * How long after an error that Codex won't retry the turn's end may take:
 * some errors have none (0.122.0: empty input, none within 30 s).
 */
const ERROR_GRACE_MS = 2_000;

/**
 * Decides whether to go on waiting. A turn that ended while an image is open
 * is waited for: the image comes later and has been paid for.
 */
export function judgeTurn(record: TurnRecord, moment: TurnMoment): Step {
  const { now, lastLife, deadline, stallMs, reply } = moment;
  if (moment.cancelled) return stop("cancelled");
  if (reply?.kind === "error") return stop("refused");
  const stalledAt = lastLife + stallMs;
  if (!record.imageOpen) {
    if (record.end) return stop("ended");
    if (record.finalError) {
      const settledAt = lastLife + ERROR_GRACE_MS;
      if (now >= settledAt) return stop("ended");
      if (!moment.lost) return wait(Math.min(settledAt, deadline));
    }
  }
  if (moment.lost) return stop("lost");
  if (now >= deadline) return stop("too long");
  if (now >= stalledAt) return stop("stalled");
  return wait(Math.min(stalledAt, deadline));
}

function stop(why: Stop): Step {
  return { kind: "stop", why };
}

function wait(until: number): Step {
  return { kind: "wait", until };
}
