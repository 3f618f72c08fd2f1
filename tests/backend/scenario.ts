/**
 * What happens in a test's conversation with the service. A scenario is a list
 * of acts of the model; how an act travels (a hosted tool, a script, a function
 * call) is read off each request, so that one scenario serves every Codex
 * version.
 */
import type { Gate } from "./gate.ts";

/** What the image service makes of one request for a picture. */
export type DrawAnswer =
  /** These bytes, whatever they are. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** This text where base64 belongs. */
  | { readonly kind: "base64"; readonly text: string }
  /** An answer without a picture (`data: []`; an empty `result` when hosted). */
  | { readonly kind: "empty" }
  /** An HTTP error of the images endpoint; hosted: the response fails with it. */
  | { readonly kind: "http"; readonly answer: HttpAnswer }
  /** The connection breaks. */
  | { readonly kind: "cut" };

/** A plain HTTP answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The model makes pictures. */
export interface Draw {
  readonly do: "draw";
  /** How many in one go; default 1. Each later one has ` (2)`, ` (3)` after its prompt. */
  readonly count?: number;
  /** Default: a small PNG that depends on the prompt, see `defaultPicture`. */
  readonly answer?: DrawAnswer;
  /** The service works on the picture until this opens. */
  readonly hold?: Gate;
  /** Hosted only: the status word of the item; default "completed". */
  readonly status?: string;
  /** Hosted only. */
  readonly revisedPrompt?: string;
  /** Asks the tool for a transparent background where the tool has that (0.160+). */
  readonly transparent?: boolean;
  /**
   * Script mechanism only: the script comes back unfinished after this many
   * milliseconds (default: what the Codex version does, 10 to 30 s).
   */
  readonly yieldMs?: number;
}

/** One act of the model or of the service in front of it. */
export type Act =
  | Draw
  /**
   * Writes an assistant message. Without `text`: the last tool error word for
   * word, as the product's base instructions ask, or "Done."
   */
  | { readonly do: "say"; readonly text?: string }
  /** An assistant message made of a refusal part. */
  | { readonly do: "refuse"; readonly text: string }
  /** Uses another tool, harmlessly, and so needs one more response. `times` default 1. */
  | { readonly do: "work"; readonly times?: number; readonly hold?: Gate }
  /**
   * Tries to run a shell command and to apply a patch, with every tool that a
   * Codex has had for it.
   */
  | { readonly do: "harm"; readonly command: string; readonly patch: string }
  /** Keeps the response open until the gate opens. */
  | { readonly do: "hold"; readonly gate: Gate }
  /** Answers a whole request with an HTTP error, `times` times (default 1, may be Infinity). */
  | {
    readonly do: "http";
    readonly answer: HttpAnswer;
    readonly times?: number;
  }
  /** The stream breaks off, `times` times (default 1, may be Infinity). */
  | { readonly do: "cut"; readonly times?: number }
  /** `response.failed`, `times` times (default 1, may be Infinity). */
  | {
    readonly do: "fail";
    readonly code: string;
    readonly message: string;
    readonly times?: number;
  }
  /** `response.incomplete`, `times` times (default 1, may be Infinity). */
  | {
    readonly do: "incomplete";
    readonly reason: string;
    readonly times?: number;
  };

/** How `GET wham/accounts/check` behaves, which Codex 0.160 and later ask. */
export type AccountsCheck =
  | "ok"
  /** 500. */
  | "failing"
  /** Never answers. */
  | "hanging"
  /** Answers without the account that is logged in. */
  | "missing"
  /** 401. */
  | "unauthorized";

/** Everything that the stand-in does for one conversation. */
export interface Scenario {
  /** What happens, in order; after the last the model says "Done." and ends. */
  readonly acts: readonly Act[];
}

/** What holds for the whole service, conversation or not. */
export interface ServiceSettings {
  readonly accountsCheck?: AccountsCheck;
  /** Does a refresh of the login succeed? Default: it is refused as already used. */
  readonly refresh?: "refused" | "granted";
  /** Percent of the usage window that is gone; default 5. */
  readonly usedPercent?: number;
  /** Unix time in seconds at which the usage window ends; default an hour from the start. */
  readonly resetsAt?: number;
}
