import { catalogue, type Code } from "../errors/catalogue.ts";
import { type Evidence, Failure } from "../errors/failure.ts";
import { redact } from "../errors/redact.ts";
import { codeOfTurnError } from "./error_info.ts";
import type { Junk } from "./image_item.ts";
import { lossEvidence } from "./loss.ts";
import { codeOfToolError, isContentRule } from "./tool_error.ts";
import type { TurnOutcome } from "./turn.ts";
import { MAX_IMAGE_ITEMS } from "./turn_record.ts";
import { isoTime, resetTime } from "./usage.ts";

/** What Codex wrote to stderr: as it is for rules, and safe to show. */
export interface Stderr {
  readonly rawStderr: string;
  readonly stderr: string;
}

/** How much of the model's answer is shown, in characters. */
const REPLY_SHOWN = 500;

/**
 * Why a turn without a usable image failed, by what Codex's protocol says and
 * never by its wording. A turn that was accepted may have been charged, so
 * what is not known to be refused is `runtime/outcome_unknown`.
 */
export function turnFailure(outcome: TurnOutcome, stderr: Stderr): Failure {
  switch (outcome.why) {
    case "cancelled":
      return new Failure("runtime/cancelled", {
        retry: "unsafe",
        remedy: catalogue["runtime/outcome_unknown"].remedy,
        evidence: { mayHaveBeenCharged: outcome.reply?.kind !== "error" },
      });
    case "refused":
      return new Failure("runtime/call_failed", {
        message: "Codex did not accept the turn",
        retry: "safe",
        evidence: outcome.reply?.kind === "error"
          ? { reason: redact(outcome.reply.message) }
          : {},
      });
    case "flooded":
      return new Failure("runtime/protocol_error", {
        evidence: {
          reason: `Codex reported more than ${MAX_IMAGE_ITEMS} images`,
        },
      });
    case "lost":
      return lostFailure(outcome, stderr);
    case "stalled":
      return unknown("Codex stopped giving signs of life");
    case "too long":
      return unknown("The job took longer than its time limit");
    case "ended":
    case "image":
      return endedFailure(outcome, stderr);
  }
}

function unknown(reason: string, evidence: Evidence = {}): Failure {
  return new Failure("runtime/outcome_unknown", {
    message: `${reason}; the image may have been made and charged`,
    evidence,
  });
}

function lostFailure({ ending, record }: TurnOutcome, stderr: Stderr): Failure {
  const evidence = ending ? lossEvidence(ending, stderr) : {};
  switch (ending?.kind) {
    case "overflow":
      return new Failure("runtime/protocol_overflow", {
        evidence: { ...evidence, threadId: redact(record.threadId) },
      });
    case "junk":
      return new Failure("runtime/protocol_error", { evidence });
    default:
      return unknown("Codex ended in the middle of the job", evidence);
  }
}

function endedFailure(outcome: TurnOutcome, stderr: Stderr): Failure {
  const { record } = outcome;
  const error = record.end?.error ?? record.finalError;
  if (error) {
    const byError = codeOfTurnError(error, record.retriedError);
    // Codex has no error of its own for content rules: only the service's code.
    const vague = byError === "runtime/call_failed" ||
      byError === "runtime/outcome_unknown";
    const code = vague && isContentRule(error.message)
      ? "runtime/rejected"
      : byError;
    return failure(code, outcome, { reason: redact(error.message) });
  }
  if (record.end?.status === "interrupted") {
    return unknown("Somebody else stopped the turn");
  }
  const told = record.images.flatMap(({ failure }) => failure ?? []).at(0);
  if (told) {
    const error = { message: "", codexErrorInfo: told.type };
    const code = codeOfTurnError(error, undefined);
    return failure(code, outcome, replyEvidence(outcome));
  }
  if (record.end?.status === "failed") {
    return failure("runtime/call_failed", outcome, replyEvidence(outcome));
  }
  if (outcome.junk.length > 0) return junkFailure(outcome.junk);
  const traces = `${record.texts.join("\n")}\n${stderr.rawStderr}`;
  return failure(
    codeOfToolError(traces) ?? "runtime/no_output",
    outcome,
    { ...replyEvidence(outcome), ...stderrEvidence(stderr) },
  );
}

function junkFailure(junk: readonly Junk[]): Failure {
  const reasons = new Set(junk.map(({ reason }) => reason));
  const paths = junk.flatMap(({ path }) => path ?? []);
  return new Failure("output/invalid_image", {
    evidence: {
      reasons: [...reasons],
      ...(paths.length > 0 ? { keptPath: paths.at(-1) ?? null } : {}),
    },
  });
}

function failure(
  code: Code,
  outcome: TurnOutcome,
  evidence: Evidence,
): Failure {
  const { rateLimits, images } = outcome.record;
  const itemReset = images.flatMap(({ failure }) =>
    isoTime(failure?.resetsAt) ?? []
  ).at(-1);
  const retryAfter = code === "runtime/usage_limit"
    ? itemReset ?? (rateLimits && resetTime(rateLimits))
    : undefined;
  return new Failure(code, {
    evidence,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

function replyEvidence({ record }: TurnOutcome): Evidence {
  const reply = record.texts.join("\n");
  return reply ? { reply: redact(reply, REPLY_SHOWN) } : {};
}

function stderrEvidence({ stderr }: Stderr): Evidence {
  return stderr ? { stderr } : {};
}
