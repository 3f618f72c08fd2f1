/** Failures of turns as `turnFailure()` makes them of notifications. */
import type { Notification } from "../../src/codex/messages.ts";
import type { TurnOutcome } from "../../src/codex/turn.ts";
import { type Stderr, turnFailure } from "../../src/codex/turn_failure.ts";
import type { Failure } from "../../src/errors/failure.ts";
import {
  completed,
  errored,
  outcomeOf,
  recordOf,
  started,
} from "./support_turn.ts";

const silent: Stderr = { rawStderr: "", stderr: "" };

/** A stderr with this text, which has nothing to mask. */
export function stderr(text: string): Stderr {
  return { rawStderr: text, stderr: text };
}

/** The failure of a turn that these notifications tell. */
export function failureOf(
  notifications: readonly Notification[],
  { log = silent, ...more }: Partial<TurnOutcome> & { log?: Stderr } = {},
): Failure {
  return turnFailure(outcomeOf(recordOf(...notifications), more), log);
}

/** A turn that failed: its last word, and what Codex retried before. */
export function failedTurn(error: object, retried?: object): Notification[] {
  return [
    started,
    ...(retried ? [errored(retried, true)] : []),
    errored(error, false),
    completed("failed", error),
  ];
}
