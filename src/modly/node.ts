import { type Mode, modes } from "../request/request.ts";

/**
 * The node that asked, from what may name it, strongest first: a node id as it
 * is, `extension/node` (`MODEL_ID`) or a folder that ends in it (`MODEL_DIR`).
 * Undefined when none of them names a node of ours.
 */
export function nodeOf(
  ...names: readonly (string | undefined)[]
): Mode | undefined {
  for (const name of names) {
    const last = name?.split(/[\\/]/).findLast((part) => part !== "");
    const node = modes.find((mode) => mode === last);
    if (node !== undefined) return node;
  }
  return undefined;
}
