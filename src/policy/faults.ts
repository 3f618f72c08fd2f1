import { Failure } from "../errors/failure.ts";
import { type Position, positionAt } from "./position.ts";

/** One thing that is wrong in a policy file. */
export interface Fault extends Position {
  /** Plain words in lower case, such as `unknown key "limit"`. */
  readonly problem: string;
}

/** A fault by its offset in the text. */
export interface Spot {
  readonly offset: number;
  readonly problem: string;
}

/**
 * Most faults that are told. A file that is no policy can have one at every
 * word, and to find the place of each would take minutes.
 */
export const MOST_FAULTS = 100;

/** The places of the first {@linkcode MOST_FAULTS} spots, in the order of the file. */
export function faultsAt(
  text: string,
  spots: readonly Spot[],
): readonly Fault[] {
  return spots.slice(0, MOST_FAULTS)
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, problem }) => ({ ...positionAt(text, offset), problem }));
}

/**
 * The failure for a policy file with at least one fault; the first one leads.
 * `count` is how many there are, should not all be given.
 */
export function invalidPolicy(
  file: string,
  faults: readonly Fault[],
  count = faults.length,
): Failure {
  const [first] = faults;
  const where = first === undefined
    ? file
    : `${file}:${first.line}:${first.column}: ${first.problem}`;
  const more = count > 1 ? ` (${count} faults in all, see the evidence)` : "";
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
