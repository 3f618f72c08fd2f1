import type { ImageFacts } from "../image/facts.ts";
import type { Hints } from "../request/request.ts";
import { isTransparent } from "./instruction.ts";
import type { Receipt } from "./receipt.ts";

/** What the image says about the wishes. */
export interface Requested {
  readonly requested: Receipt["requested"];
  readonly warnings: readonly string[];
}

/**
 * Holds the wishes against the image that came out. Size and transparency can
 * be seen in it; quality and strength cannot, and Codex has no parameter for
 * them either.
 */
export function compareRequested(
  hints: Hints,
  { width, height }: Pick<ImageFacts, "width" | "height">,
  alpha: Receipt["image"]["alpha"],
): Requested {
  const { size, quality, background, strength } = hints;
  const transparent = background !== undefined && isTransparent(background);
  return {
    requested: {
      ...(size === undefined ? {} : {
        size: { asked: size, handling: "hint", got: `${width}x${height}` },
      }),
      ...(quality === undefined
        ? {}
        : { quality: { asked: quality, handling: "hint" } }),
      ...(background === undefined ? {} : {
        background: transparent
          ? { asked: background, handling: "checked", got: alpha }
          : { asked: background, handling: "hint" },
      }),
      ...(strength === undefined
        ? {}
        : { strength: { asked: strength, handling: "hint" } }),
    },
    warnings: transparent && (alpha === "none" || alpha === "opaque")
      ? ["A transparent background was asked for, but the image has none"]
      : [],
  };
}
