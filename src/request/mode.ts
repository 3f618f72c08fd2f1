import * as z from "zod/mini";
import { checked } from "./checked.ts";
import { type Envelope, pick } from "./envelope.ts";
import { type Mode, modes } from "./request.ts";

/** The mode and what the user should know about how it came about. */
export interface ModeDecision {
  readonly mode: Mode;
  readonly warnings: readonly string[];
}

/**
 * Decides the mode: the node that asked, else the request's `mode`, else
 * image-to-image when images are attached. Images never overrule a node,
 * because hosts attach placeholders and whatever happens to be selected.
 *
 * @param attached Number of images the request brings.
 * @throws {Failure} `request/invalid_request` when `mode` is no mode.
 */
export function decideMode(
  envelope: Envelope,
  node: Mode | undefined,
  attached: number,
): ModeDecision {
  const asked = readMode(envelope);
  const mode = node ?? asked ??
    (attached > 0 ? "image-to-image" : "text-to-image");
  const warnings: string[] = [];
  if (asked !== undefined && asked !== mode) {
    warnings.push(`"mode" was ignored: the node decides, and it is ${mode}`);
  }
  if (mode === "text-to-image" && attached > 0) {
    warnings.push(
      attached === 1
        ? "The attached image was ignored: text-to-image uses the prompt alone"
        : `${attached} attached images were ignored: text-to-image uses the prompt alone`,
    );
  }
  return { mode, warnings };
}

function readMode(envelope: Envelope): Mode | undefined {
  const field = pick(envelope, "mode");
  if (field === undefined) return undefined;
  const schema = z.enum(
    modes,
    `must be ${modes.join(" or ")}${nearest(field)}`,
  );
  return checked(schema, field, "request/invalid_request");
}

/** The two modes differ in their first letter, and so do `t2i`, `img2img` and other short forms. */
function nearest({ value }: { readonly value: unknown }): string {
  if (typeof value !== "string") return "";
  const initial = value.trim().charAt(0).toLowerCase();
  const mode = modes.find((mode) => initial !== "" && mode.startsWith(initial));
  return mode === undefined ? "" : `; did you mean ${mode}?`;
}
