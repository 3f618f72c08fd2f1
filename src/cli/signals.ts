/**
 * How long after the first stop signal others are the same stop, in
 * milliseconds: one Ctrl-C reaches us from the terminal and again from npm and
 * npx, which pass it on.
 */
const SAME_STOP_MS = 1_000;

/** What a signal does, the first time and after that. */
export interface SignalAnswers {
  readonly first: () => void;
  readonly again: () => void;
}

/** Adds a listener for one signal; `Deno.addSignalListener`. */
export type ListenTo = (signal: Deno.Signal, listener: () => void) => void;

/**
 * The signals that mean "stop": Ctrl-C, Ctrl-Break, being ended, and losing the
 * terminal. Deno knows only the first two of Windows' own.
 */
export function stopSignals(os: string): readonly Deno.Signal[] {
  return os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];
}

/**
 * Answers the first stop signal, whichever it is, and every one that comes
 * more than a second later. `now` is a clock that never goes back, in
 * milliseconds.
 */
export function answerSignals(
  os: string,
  listenTo: ListenTo,
  answers: SignalAnswers,
  now: () => number,
): void {
  let stoppedAt: number | undefined;
  for (const signal of stopSignals(os)) {
    listenTo(signal, () => {
      if (stoppedAt === undefined) {
        stoppedAt = now();
        answers.first();
      } else if (now() - stoppedAt > SAME_STOP_MS) answers.again();
    });
  }
}
