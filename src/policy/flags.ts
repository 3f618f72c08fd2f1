import { Failure } from "../errors/failure.ts";
import { issueText } from "./issue_text.ts";
import { type LayerValue, layerValues } from "./layers.ts";
import { type PolicyFile, policyFileSchema } from "./schema.ts";

/** What one command-line flag sets in the policy. */
export interface PolicyFlag {
  /** As it is typed, such as `--timeout`. */
  readonly flag: string;
  readonly sets: PolicyFile;
}

/**
 * The values that command-line flags set.
 *
 * @throws {Failure} `request/usage`, naming the flag, for a value that the
 * policy does not take.
 */
export function flagsLayer(
  flags: readonly PolicyFlag[],
): readonly LayerValue[] {
  return flags.flatMap(({ flag, sets }) => {
    const checked = policyFileSchema.safeParse(sets);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      const problem = issue === undefined
        ? "is not valid"
        : issueText(issue, "number");
      throw new Failure("request/usage", {
        message: `The value of ${flag} ${problem}`,
        evidence: { flag },
      });
    }
    return layerValues(checked.data, () => ({ layer: "flags", source: flag }));
  });
}
