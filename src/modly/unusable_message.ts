import { Failure } from "../errors/failure.ts";

/**
 * A message of the host's that cannot be used, whichever protocol it speaks:
 * the extension and this Modly are of versions that do not fit.
 */
export function unusableMessage(
  code:
    | "request/unreadable"
    | "request/invalid_json"
    | "request/invalid_request",
  message: string,
  cause?: unknown,
): Failure {
  return new Failure(code, {
    message,
    remedy: "Use a version of the extension that fits this Modly",
    cause,
  });
}
