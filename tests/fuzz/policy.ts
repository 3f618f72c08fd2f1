import type { FuzzTarget } from "./fuzz_target.ts";
import { anyPolicy, policyCorpus } from "./policy_inputs.ts";
import { checkPolicy } from "./policy_rules.ts";

/** Policy files. */
export const policy: FuzzTarget = {
  name: "policy",
  corpus: policyCorpus.length,
  inputs: anyPolicy,
  // What is not UTF-8 never gets to the parser.
  check: (input) => checkPolicy(new TextDecoder().decode(input)),
};
