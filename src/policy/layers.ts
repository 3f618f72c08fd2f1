import type { LoadedPolicy, Origin, Setting } from "./loaded.ts";
import { type PolicyFile, policySchema } from "./schema.ts";

/** One value that one layer sets. */
export interface LayerValue {
  /** Group and name, such as `["codex", "program"]`; a group alone for a list. */
  readonly path: readonly string[];
  readonly value: unknown;
  readonly origin: Origin;
}

/**
 * The values that a policy file sets. Groups and the platform table are taken
 * apart by key; a list, and one platform's entry, is one value.
 */
export function layerValues(
  file: PolicyFile,
  originOf: (path: readonly string[]) => Origin,
): readonly LayerValue[] {
  return Object.entries(file).flatMap(([group, content]) => {
    if (content === undefined || typeof content === "string") return [];
    if (Array.isArray(content)) {
      return [{ path: [group], value: content, origin: originOf([group]) }];
    }
    return Object.entries(content)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        const path = [group, name];
        return { path, value, origin: originOf(path) };
      });
  });
}

/**
 * Lays the layers over each other, weakest first; the first one has to be
 * complete. Each value of the result knows its origin and what it beat.
 */
export function mergeLayers(
  weakestFirst: readonly (readonly LayerValue[])[],
): LoadedPolicy {
  const groups = Object.keys(policySchema.shape);
  const inOrder = weakestFirst.flat().toSorted((a, b) =>
    groups.indexOf(groupOf(a)) - groups.indexOf(groupOf(b))
  );
  const byKey = Map.groupBy(inOrder, ({ path }) => path.join("."));
  const winners: LayerValue[] = [];
  const settings: Setting[] = [];
  for (const [key, values] of byKey) {
    const [winner, ...beaten] = values.toReversed().map(withoutPath);
    if (winner !== undefined) settings.push({ key, ...winner, beaten });
    winners.push(...values.slice(-1));
  }
  return { policy: policySchema.parse(nested(winners)), settings };
}

function withoutPath({ value, origin }: LayerValue): Omit<LayerValue, "path"> {
  return { value, origin };
}

function groupOf({ path }: LayerValue): string {
  return path[0] ?? "";
}

/** Puts values back into their groups. */
function nested(values: readonly LayerValue[]): Record<string, unknown> {
  const groups = Map.groupBy(values, groupOf);
  return Object.fromEntries(
    [...groups].map(([group, members]) => [group, groupContent(members)]),
  );
}

function groupContent(members: readonly LayerValue[]): unknown {
  const [first] = members;
  if (first?.path.length === 1) return first.value;
  return Object.fromEntries(
    members.map(({ path, value }) => [path[1] ?? "", value]),
  );
}
