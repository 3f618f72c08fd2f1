import type { CodexImage } from "../codex/image_item.ts";
import { Failure } from "../errors/failure.ts";

/**
 * Does `work` with an image on our disk. When it fails and nothing of ours
 * holds the image, Codex's own copy is what is left of it, and the failure says
 * so.
 */
export async function orCodexCopy<T>(
  { savedPath }: CodexImage,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const failure = Failure.from(thrown);
    throw savedPath === undefined || failure.evidence["keptPath"]
      ? failure
      : failure.with({ evidence: { keptPath: savedPath } });
  }
}
