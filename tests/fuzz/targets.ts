import { anyTarget, targetAtoms } from "./target_inputs.ts";
import { checkTarget } from "./target_rules.ts";
import type { FuzzTarget } from "./fuzz_target.ts";

/** Output targets; kept as JSON, which can write half characters. */
export const targets: FuzzTarget = {
  name: "targets",
  corpus: Object.values(targetAtoms).flat().length,
  inputs: anyTarget.map((text) =>
    new TextEncoder().encode(JSON.stringify(text))
  ),
  check: (input) => checkTarget(JSON.parse(new TextDecoder().decode(input))),
};
