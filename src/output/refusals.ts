import { Failure } from "../errors/failure.ts";
import { errorCode, plainReason } from "./file_errors.ts";

/** The failure for a target that is not safe; `reason` is the end of a sentence. */
export function unsafeTarget(reason: string, cause?: unknown): Failure {
  return new Failure("output/invalid_target", {
    message: `The output target is not safe: ${reason}`,
    evidence: { reason },
    cause,
  });
}

/** The failure for a target that another job is at work on. */
export function claimed(): Failure {
  return new Failure("output/already_exists", {
    message: "Another job is making an image for this output target",
    remedy: "Wait until it has finished, or choose another name",
  });
}

const moreSpace =
  "Free some space, or give another folder with --workspace DIR";
const writable = "Give a folder that you may write to with --workspace DIR";

/** The next step where the catalogue's, an existing folder, is not the cure. */
const remedies: Readonly<Record<string, string>> = {
  EACCES: writable,
  EDQUOT: moreSpace,
  ENOSPC: moreSpace,
  EPERM: writable,
  EROFS: writable,
};

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
  const code = errorCode(thrown);
  const remedy = remedies[code];
  return targetCodes.includes(code)
    ? new Failure("output/invalid_target", {
      message: `The output target cannot be used: ${reason}`,
      evidence: { reason },
      cause: thrown,
    })
    : new Failure("output/workspace_unusable", {
      message: `The workspace cannot be written to: ${reason}`,
      ...(remedy === undefined ? {} : { remedy }),
      evidence: { reason },
      cause: thrown,
    });
}
