import type { ImageFormat } from "../../image/facts.ts";
import type { Environment } from "../../system/environment.ts";

/**
 * Where an image waits: hidden in the `workspace`, in our own folder for images
 * that no workspace took (`kept`), or in Codex's image folder.
 */
export type RecoveryPlace = "workspace" | "kept" | "codex";

/** An image that was made and is not published. */
export interface Recoverable {
  /** The first digits of `sha256`: the same as long as the image is. */
  readonly id: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly place: RecoveryPlace;
  readonly format: ImageFormat;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly bytes: number;
  /** When its file was last changed, in ISO 8601. */
  readonly madeAt: string;
  /** Absolute. */
  readonly path: string;
}

/** What there is to recover. */
export interface RecoveryReport {
  /** As the user or host wrote it. */
  readonly workspace: string;
  /** Those in the workspace first, then the kept ones, then Codex's; the newest first. */
  readonly images: readonly Recoverable[];
  /** What was not looked at. */
  readonly warnings: readonly string[];
}

/** Where images are looked for. */
export interface RecoveryOptions {
  /** Folder below which images are published, as the user or host wrote it. */
  readonly workspace: string;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/** What the user wants of one image. */
export interface RecoveryWish {
  /** Its id, or the first digits of its SHA-256. */
  readonly id: string;
  /** Publish below this folder; the workspace if not given. */
  readonly into?: string;
  /** Below the workspace; `codex/recovered-<id>` if not given. */
  readonly target?: string;
  /** Replace an existing file at the target. */
  readonly overwrite: boolean;
}

/** An image that was published at last. */
export interface Recovered {
  /** Absolute path of the image; begins with the workspace as it was given. */
  readonly path: string;
  /** What it was before. */
  readonly image: Recoverable;
  readonly warnings: readonly string[];
}
