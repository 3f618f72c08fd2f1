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

/** Answers the first stop signal, whichever it is, and every later one. */
export function answerSignals(
  os: string,
  listenTo: ListenTo,
  answers: SignalAnswers,
): void {
  let stopping = false;
  for (const signal of stopSignals(os)) {
    listenTo(signal, () => {
      if (stopping) answers.again();
      else answers.first();
      stopping = true;
    });
  }
}
