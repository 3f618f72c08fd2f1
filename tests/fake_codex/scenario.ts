/**
 * What a fake Codex does: for each method the client may call, a list of steps.
 * A scenario is plain JSON, so that it can be handed to another process.
 */

/** Anything JSON can say. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** One thing the fake does. */
export type Step =
  /** What a well-behaved Codex does for this method. */
  | { readonly do: "default" }
  /** Answers the request at hand; without a result the answer has none. */
  | { readonly do: "reply"; readonly result?: Json }
  | { readonly do: "error"; readonly code: number; readonly message: string }
  /** Answers with an error of any form. */
  | { readonly do: "refuse"; readonly error: Json }
  | { readonly do: "notify"; readonly method: string; readonly params?: Json }
  /** Asks the client for something and goes on without waiting for the answer. */
  | {
    readonly do: "ask";
    readonly method: string;
    readonly params: Json;
    readonly id: Json;
  }
  /** Sends one message as it is. */
  | { readonly do: "send"; readonly message: Json }
  | ImageStep
  /** Text on stdout, exactly; no line end is added. */
  | { readonly do: "raw"; readonly text: string }
  /** Bytes on stdout, exactly. */
  | { readonly do: "bytes"; readonly bytes: readonly number[] }
  /** A notification padded to a line of this many bytes, its line end not counted. */
  | { readonly do: "hugeLine"; readonly bytes: number }
  /** Text on stderr, `times` times (default 1). */
  | { readonly do: "stderr"; readonly text: string; readonly times?: number }
  /** All that the steps write goes out in one piece. */
  | { readonly do: "together"; readonly steps: readonly Step[] }
  | {
    readonly do: "repeat";
    readonly times: number;
    readonly steps: readonly Step[];
  }
  /**
   * So many messages a second, for so long or until the turn is interrupted;
   * `<<n>>` in a message is its number.
   */
  | {
    readonly do: "flood";
    readonly message: Json;
    readonly perSecond: number;
    readonly seconds: number;
  }
  /** Until the client has called `method`; `answer:0` is its answer to question 0. */
  | { readonly do: "awaitCall"; readonly method: string }
  /** Until the file exists; a test creates it to let the fake go on. */
  | { readonly do: "awaitFile"; readonly path: string }
  /** Reads nothing more from stdin. */
  | { readonly do: "stopReading" }
  /** Starts a process that holds stdout and stderr open for ten minutes. */
  | { readonly do: "grandchild" }
  | { readonly do: "exit"; readonly code: number }
  /** Ends itself as by a crash. */
  | { readonly do: "crash" };

/** A picture, as `item/started` and `item/completed`. */
export interface ImageStep {
  readonly do: "image";
  /** Default "ig_1". */
  readonly id?: string;
  /** Default "completed". */
  readonly status?: string;
  /** Send only one of the two notifications. */
  readonly only?: "started" | "completed";
  /** File whose bytes are the picture; default: a small PNG. */
  readonly picture?: string;
  /** `result`: the picture in base64 (default), or this text. */
  readonly result?: string;
  /**
   * What stands at `savedPath`. `file` (default): the picture in
   * `generated_images`; `link`: a symbolic link there to a picture outside;
   * `outside`: a picture outside CODEX_HOME, `climbing`: the same by way of
   * `..`; `other thread`: the picture in another thread's folder; `relative`:
   * the picture by a relative path; `device`: /dev/zero; `pipe`: a FIFO;
   * `folder`: a directory; `missing`: nothing; `nul`: a path with a NUL;
   * `long`: one of 5,000 characters; `changing`: the picture, which for a while
   * is cut, made whole and exchanged for a link; `none`: the item has no
   * `savedPath`.
   */
  readonly saved?: SavedKind;
}

/** See {@linkcode ImageStep.saved}. */
export type SavedKind =
  | ("file" | "missing" | "none")
  | ("link" | "device" | "pipe" | "folder" | "changing")
  | ("outside" | "climbing" | "other thread")
  | ("relative" | "nul" | "long");

/** The whole behaviour of one fake Codex. */
export interface FakeScenario {
  /** Default "0.169.0". */
  readonly version?: string;
  /** Replaces the whole `userAgent` of `initialize`. */
  readonly userAgent?: string;
  /**
   * Steps by method: the first list for the first call, the last for all calls
   * after; a method that is not here does its default. An empty list is silence.
   * `start` happens before anything is read, `end` when stdin has ended.
   */
  readonly on?: Readonly<Record<string, readonly (readonly Step[])[]>>;
  /** Bytes per write to stdout; default: a message in one write. */
  readonly pieceBytes?: number;
  /** Default "\n". */
  readonly lineEnd?: string;
  /** Goes on after SIGTERM and after the end of stdin. */
  readonly stubborn?: boolean;
}

/** The thread of every fake. */
export const THREAD = "thread-1";
/** The turn of every fake. */
export const TURN = "turn-1";
/** The model of every fake. */
export const MODEL = "gpt-fake";

/** The end of the turn. */
export function turnEnds(status: string, error: Json = null): Step {
  const turn = { id: TURN, items: [], status, error };
  return {
    do: "notify",
    method: "turn/completed",
    params: { threadId: THREAD, turn },
  };
}

/** An error of the turn as Codex tells it, to be followed by {@linkcode turnEnds}. */
export function turnError(
  message: string,
  codexErrorInfo: Json,
  willRetry = false,
): Step {
  const error = { message, codexErrorInfo, additionalDetails: null };
  return {
    do: "notify",
    method: "error",
    params: { error, willRetry, threadId: THREAD, turnId: TURN },
  };
}

/** Words of the agent. */
export function says(text: string): Step {
  const item = { type: "agentMessage", id: "msg_1", text };
  return {
    do: "notify",
    method: "item/completed",
    params: { item, threadId: THREAD, turnId: TURN },
  };
}

/** The reply to `turn/start` and the notification that the turn has begun. */
export const turnBegins: readonly Step[] = [
  {
    do: "reply",
    result: {
      turn: { id: TURN, items: [], status: "inProgress", error: null },
    },
  },
  {
    do: "notify",
    method: "turn/started",
    params: {
      threadId: THREAD,
      turn: { id: TURN, items: [], status: "inProgress", error: null },
    },
  },
];
