import type { ImageFacts } from "./facts.ts";
import { pngTransparency } from "./png_alpha.ts";
import type { Transparency } from "./transparency.ts";

/**
 * Whether the pixels of an inspected image are see-through; `facts` are those
 * of the same bytes. Only PNG is decoded: a WebP with an alpha channel is
 * `unknown`. Never rejects.
 */
export async function imageAlpha(
  bytes: Uint8Array,
  facts: ImageFacts,
): Promise<Transparency> {
  if (!facts.alphaChannel) return "none";
  return facts.format === "png" ? await pngTransparency(bytes) : "unknown";
}
