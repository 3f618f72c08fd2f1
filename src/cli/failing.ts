import { Failure } from "../errors/failure.ts";
import { redact } from "../errors/redact.ts";
import type { CliContext } from "./context.ts";
import { failureText } from "./failure_text.ts";
import { failureDocument } from "./json.ts";

/**
 * What was thrown, as the failure that the run ends with. After Ctrl-C only the
 * product's own failures say more than that.
 */
export function failureOf(thrown: unknown, signal: AbortSignal): Failure {
  return signal.aborted && !(thrown instanceof Failure)
    ? new Failure("runtime/cancelled", { cause: thrown })
    : Failure.from(thrown);
}

/** The failure of not getting the result out; undefined when nothing was lost. */
export function lostOutput(problem: Error | undefined): Failure | undefined {
  return problem && new Failure("runtime/internal_error", {
    message: "The result could not be written to the standard output",
    remedy: "Look where the output goes, such as to a full disk",
    evidence: { reason: redact(problem.message) },
    cause: problem,
  });
}

/**
 * The same for the path of an image that was published: it is told on stderr
 * instead, so that what was paid for is found.
 */
export function lostPath(
  problem: Error | undefined,
  path: string,
): Failure | undefined {
  return problem && new Failure("output/stdout_failed", {
    evidence: { keptPath: path, reason: redact(problem.message) },
    cause: problem,
  });
}

/**
 * Tells the user: one JSON document on stdout, or text on stderr, also where
 * stdout takes nothing. The stack of what was thrown is shown only when
 * `MODLY_CODEX_DEBUG` is 1.
 */
export function reportFailure(
  failure: Failure,
  options: { readonly context: CliContext; readonly json: boolean },
): void {
  const { context: { process, stderrLook, env }, json } = options;
  if (json) process.stdout.write(failureDocument(failure));
  if (!json || process.stdout.problem !== undefined) {
    process.stderr.write(failureText(failure, stderrLook.style));
  }
  if (env("MODLY_CODEX_DEBUG") !== "1") return;
  const thrown = failure.cause instanceof Error ? failure.cause : failure;
  process.stderr.write(`${thrown.stack}\n`);
}
