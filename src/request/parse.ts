import type { Policy } from "../policy/schema.ts";
import { type FieldName, referenceFields } from "./aliases.ts";
import { conflictWarnings, openEnvelope } from "./envelope.ts";
import { readHints } from "./hints.ts";
import { countAttached, readImages } from "./images.ts";
import { decideMode } from "./mode.ts";
import { readOutputTarget } from "./output_target.ts";
import { readPrompt } from "./prompt.ts";
import type { Hints, ImageRequest, Mode } from "./request.ts";

/** What a request is measured against. */
export interface ParseOptions {
  /** The Modly node that asked, where one did; it decides the mode. */
  readonly node?: Mode | undefined;
  readonly limits: Policy["limits"];
}

const wordFields: readonly FieldName[] = [
  "prompt",
  "mode",
  "outputTarget",
  "size",
  "quality",
  "background",
  "strength",
];
const imageFields: readonly FieldName[] = ["primary", ...referenceFields];

/**
 * Checks everything about a request that needs no disk and no process. Fields
 * it does not know are ignored and go nowhere: hosts add their own, and none
 * of them may choose a program.
 *
 * @param raw The request as parsed JSON; `docs/request.md` lists its fields.
 * @throws {Failure} with a `request/` code.
 */
export function parseRequest(
  raw: unknown,
  { node, limits }: ParseOptions,
): ImageRequest {
  const envelope = openEnvelope(raw);
  const prompt = readPrompt(envelope, limits.promptCharacters);
  const outputTarget = readOutputTarget(envelope);
  const hints = readHints(envelope);
  const { mode, warnings } = decideMode(
    envelope,
    node,
    countAttached(envelope),
  );
  const usesImages = mode === "image-to-image";
  return {
    mode,
    prompt,
    outputTarget,
    images: usesImages ? readImages(envelope, limits.images) : [],
    hints: usesImages ? hints : withoutStrength(hints),
    warnings: [
      ...warnings,
      ...usesImages || hints.strength === undefined
        ? []
        : ['"strength" was ignored: text-to-image has no input image'],
      ...conflictWarnings(
        envelope,
        usesImages ? [...wordFields, ...imageFields] : wordFields,
      ),
    ],
  };
}

/** Strength says how far to leave an input image, and here there is none. */
function withoutStrength({ strength: _, ...hints }: Hints): Hints {
  return hints;
}
