import { Failure } from "../errors/failure.ts";
import { errorCode, plainReason } from "./file_errors.ts";

/** The failure for a target that is not safe; `reason` is a whole sentence. */
export function unsafeTarget(reason: string, cause?: unknown): Failure {
  return new Failure("output/invalid_target", {
    message: `The output target is not safe: ${reason}`,
    evidence: { reason },
    cause,
  });
}

// The target's own fault; all other codes are the disk's or the folder's.
const targetCodes: readonly string[] = [
  "EEXIST",
  "EINVAL",
  "EISDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "ENOTDIR",
];

/** What was thrown while a place was looked at or taken, as a failure of the product. */
export function placeFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const reason = plainReason(thrown);
  const byTarget = targetCodes.includes(errorCode(thrown));
  return byTarget
    ? new Failure("output/invalid_target", {
      message: `The output target cannot be used: ${reason}`,
      evidence: { reason },
      cause: thrown,
    })
    : new Failure("output/workspace_unusable", {
      message: `The workspace cannot be written to: ${reason}`,
      evidence: { reason },
      cause: thrown,
    });
}
