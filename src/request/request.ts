import type { ImageFacts } from "../image/facts.ts";

/** The two jobs the product does; also Modly's node ids. */
export const modes = ["text-to-image", "image-to-image"] as const;
export type Mode = typeof modes[number];

/** What an input image is for: the picture to change, or one to look at. */
export type ImageRole = "primary" | "reference";

/** Where an input image comes from, as the request named it. */
export type ImageSource =
  | {
    readonly kind: "path";
    readonly path: string;
    readonly field: string;
    readonly role: ImageRole;
  }
  | {
    readonly kind: "embedded";
    /** Base64 text without prefix; not decoded yet. */
    readonly base64: string;
    readonly field: string;
    readonly role: ImageRole;
  };

/** What may be asked of the picture; only words in the instruction, never a promise. */
export interface Hints {
  readonly size?: string;
  readonly quality?: string;
  readonly background?: string;
  /** 0 (keep the input) to 1 (change it freely). */
  readonly strength?: number;
}

/** A request that has passed every rule that needs no disk and no process. */
export interface ImageRequest {
  readonly mode: Mode;
  readonly prompt: string;
  /** As the user gave it; rules are in `output/target.ts`. */
  readonly outputTarget: string | undefined;
  /** First the primary image, where there is one, then the references, in order. Empty for text-to-image. */
  readonly images: readonly ImageSource[];
  readonly hints: Hints;
  /** Things the user should know, such as an ignored attachment. */
  readonly warnings: readonly string[];
}

/** An input image that was checked and stands in a file that Codex can read. */
export interface PreparedImage {
  /** Absolute path. */
  readonly path: string;
  readonly role: ImageRole;
  /** Facts about the file at `path`. */
  readonly facts: ImageFacts;
}
