import type { Readiness } from "../readiness/readiness.ts";

/** What a runner says to its host, in Modly's runner protocol. */
export type Reply =
  /** The first line of all; an empty schema leaves the manifest's in force. */
  | { readonly type: "ready"; readonly params_schema: readonly [] }
  | { readonly type: "loaded" }
  | { readonly type: "unloaded" }
  | {
    readonly type: "progress";
    readonly id: string;
    /** Whole per cent. */
    readonly pct: number;
    readonly step: string;
  }
  | {
    readonly type: "done";
    readonly id: string;
    /** Absolute; begins with the workspace as the host wrote it. */
    readonly output_path: string;
  }
  /** Never with a `traceback`, which hosts would show in place of the message. */
  | {
    readonly type: "error";
    readonly id?: string;
    readonly message: string;
  }
  | { readonly type: "cancelled"; readonly id: string }
  /** Only while a job runs: at other times hosts take any line for an answer. */
  | {
    readonly type: "log";
    readonly level: "warning";
    readonly message: string;
  }
  | { readonly type: "runtime_readiness"; readonly status: Readiness };

/** Sends one reply. */
export type Replier = (reply: Reply) => void;
