import type { Policy } from "./schema.ts";

/** Where policy values come from, weakest first. */
export type Layer =
  | "built-in"
  | "installation"
  | "user"
  | "file"
  | "environment"
  | "flags";

/** The exact place that set a value. */
export interface Origin {
  readonly layer: Layer;
  /** File path, environment variable or flag; "built in" for the lowest layer. */
  readonly source: string;
  /** 1-based, for files only. */
  readonly line?: number;
  readonly column?: number;
}

/** One value of the effective policy and how it came about. */
export interface Setting {
  /** Dotted key, such as `codex.minimumVersion` or `platforms.linux/arm64`. */
  readonly key: string;
  readonly value: unknown;
  readonly origin: Origin;
  /** Values of lower layers that this one beat, strongest first. */
  readonly beaten: readonly {
    readonly value: unknown;
    readonly origin: Origin;
  }[];
}

/** The effective policy with the story of each value. */
export interface LoadedPolicy {
  readonly policy: Policy;
  /** In the schema's order. */
  readonly settings: readonly Setting[];
}
