import type { ImageFacts } from "./facts.ts";
import type { Refusal } from "./refusal.ts";
import type { Transparency } from "./transparency.ts";

/** An image whose structure is whole. */
export interface Walk {
  readonly ok: true;
  readonly facts: ImageFacts;
  /** Decodes the pixels, or reads what they are coded in, where that is done at all; never rejects. */
  readonly decode?: () => Promise<DecodedPixels | Refusal>;
}

/** What decoding the pixels told beyond that all of them are there. */
export interface DecodedPixels {
  readonly ok: true;
  /** Undefined where nothing was looked for: the facts stand. */
  readonly transparency: Transparency | undefined;
}
