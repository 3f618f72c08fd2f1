import type { ImageFacts } from "../image/facts.ts";
import { inspectImage } from "../image/inspect.ts";

/** What was paid for is kept whatever its size. */
const anySize = {
  maxBytes: Infinity,
  maxSide: Infinity,
  maxPixels: Infinity,
};

/** The facts of a whole image of any size; undefined for half ones and other bytes. */
export async function wholeImage(
  bytes: Uint8Array,
): Promise<ImageFacts | undefined> {
  const inspection = await inspectImage(bytes, anySize);
  return inspection.ok ? inspection.facts : undefined;
}
