import type { CodexImage } from "../codex/image_item.ts";
import { removeSavedImage } from "../codex/saved_image.ts";
import type { Session } from "../codex/session.ts";
import { Failure } from "../errors/failure.ts";
import type { Policy } from "../policy/schema.ts";

/**
 * Does `work` with an image on our disk. When it fails and nothing of ours
 * holds the image, the failure names the copy that is left of it, at `path`.
 */
export async function orCopyAt<T>(
  path: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const failure = Failure.from(thrown);
    throw path === undefined || failure.evidence["keptPath"]
      ? failure
      : failure.with({ evidence: { keptPath: path } });
  }
}

/** The same with Codex's own copy, if it made one. */
export function orCodexCopy<T>(
  { savedPath }: CodexImage,
  work: () => Promise<T>,
): Promise<T> {
  return orCopyAt(savedPath, work);
}

/**
 * Removes Codex's own copy of an image that was published, where the policy
 * says so.
 *
 * @returns warnings.
 */
export async function removeCodexCopy(
  { leftover }: CodexImage,
  { codexHome }: Pick<Session, "codexHome">,
  { output }: Pick<Policy, "output">,
): Promise<readonly string[]> {
  if (!output.removeCodexCopy || leftover === undefined) return [];
  return await removeSavedImage(leftover, codexHome)
    ? []
    : ["Codex's own copy of the image could not be removed"];
}
