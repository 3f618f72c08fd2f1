import type { Target } from "./target.ts";
import { pathBelow, type Workspace } from "./workspace.ts";

/** How many names are tried in a folder target before it counts as taken. */
const SPARE_NAMES = 20;

/**
 * The names that a target may get, best first. A folder target has spare ones
 * in case something stands at the first. `id` makes the job's names unique:
 * letters, digits and hyphens only.
 */
export function namesFor(
  target: Target,
  mode: string,
  id: string,
): readonly [string, ...string[]] {
  if (target.kind === "file") return [target.name];
  const spare = Array.from({ length: SPARE_NAMES }, (_, n) => `-${n + 2}`);
  return [
    `${mode}-${id}.png`,
    ...spare.map((suffix) => `${mode}-${id}${suffix}.png`),
  ];
}

/** The absolute path that an image would get, as hosts want it: for a plan. */
export function plannedPath(
  workspace: Workspace,
  target: Target,
  mode: string,
  id: string,
): string {
  const [name] = namesFor(target, mode, id);
  return pathBelow(workspace.given, [...target.folders, name]);
}
