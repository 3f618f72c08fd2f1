import type { Reply } from "./reply.ts";
import type { TurnRecord } from "./turn_record.ts";

/** Why following a turn stopped. */
export type Stop =
  /** The turn ended and no image is still being made. */
  | "ended"
  /** Codex refused to start the turn: nothing was asked of the service. */
  | "refused"
  | "cancelled"
  /** Codex reported more images than are looked at. */
  | "flooded"
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

/** Codex's word for a turn that somebody stopped. */
const INTERRUPTED = "interrupted";

/**
 * How long after an error that Codex will not retry the turn's end may take:
 * some errors have none (0.122.0: empty input, none within 30 s).
 */
const ERROR_GRACE_MS = 2_000;

/**
 * Decides whether to go on waiting. A turn that ended while an image is open
 * is waited for, because the image comes later and has been paid for; but not
 * when it was interrupted, because then it never comes.
 */
export function judgeTurn(record: TurnRecord, moment: TurnMoment): Step {
  const { now, lastLife, deadline, stallMs, lost } = moment;
  if (moment.cancelled) return stop("cancelled");
  if (moment.reply?.kind === "error") return stop("refused");
  if (record.flooded) return stop("flooded");
  const imageMayCome = record.imageOpen && record.end?.status !== INTERRUPTED;
  if (record.end && !imageMayCome) return stop("ended");
  if (record.finalError && !imageMayCome) {
    const settledAt = Math.min(lastLife + ERROR_GRACE_MS, deadline);
    return lost || now >= settledAt ? stop("ended") : wait(settledAt);
  }
  if (lost) return stop("lost");
  if (now >= deadline) return stop("too long");
  const stalledAt = lastLife + stallMs;
  if (now >= stalledAt) return stop("stalled");
  return wait(Math.min(stalledAt, deadline));
}

function stop(why: Stop): Step {
  return { kind: "stop", why };
}

function wait(until: number): Step {
  return { kind: "wait", until };
}
