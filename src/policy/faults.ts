import { Failure } from "../errors/failure.ts";
import type { Position } from "./position.ts";

/** One thing that is wrong in a policy file. */
export interface Fault extends Position {
  /** Plain words in lower case, such as `unknown key "limit"`. */
  readonly problem: string;
}

/** The failure for a policy file with at least one fault; the first one leads. */
export function invalidPolicy(
  file: string,
  faults: readonly Fault[],
): Failure {
  const [first] = faults;
  const where = first === undefined
    ? file
    : `${file}:${first.line}:${first.column}: ${first.problem}`;
  const more = faults.length > 1
    ? ` (${faults.length} faults in all, see the evidence)`
    : "";
  return new Failure("policy/invalid", {
    message: `The policy is not valid at ${where}${more}`,
    evidence: {
      file,
      faults: faults.map(({ line, column, problem }) => ({
        line,
        column,
        problem,
      })),
    },
  });
}
