/** Everything that `deno task fuzz` fuzzes. */
import type { FuzzTarget } from "./fuzz_target.ts";
import { lines } from "./lines.ts";
import { policy } from "./policy.ts";
import { targets } from "./targets.ts";
import { walkers } from "./walkers.ts";

export const fuzzTargets: readonly FuzzTarget[] = [
  walkers,
  lines,
  policy,
  targets,
];
