import builtIn from "../../policy/default.json" with { type: "json" };
import { type Policy, policySchema } from "./schema.ts";

/** The policy that ships inside the program. */
export function builtInPolicy(): Policy {
  return policySchema.parse(builtIn);
}
