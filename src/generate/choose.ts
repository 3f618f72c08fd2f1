import type { CodexImage } from "../codex/image_item.ts";
import type { Session } from "../codex/session.ts";
import type { TurnOutcome } from "../codex/turn.ts";
import { turnFailure } from "../codex/turn_failure.ts";
import { readUsage, resetTime } from "../codex/usage.ts";
import { Failure } from "../errors/failure.ts";
import type { Reservation } from "../output/reservation.ts";
import type { CheckedJob } from "./check.ts";
import type { StartedJob } from "./start.ts";

/** The image to publish, and where any others are kept. */
export interface ChosenImage extends CodexImage {
  /** Absolute paths. */
  readonly extraPaths: readonly string[];
}

/**
 * The one image to publish. When there are more, the policy decides; all are
 * kept either way.
 *
 * @throws {Failure} `runtime/multi_output_not_supported`, or why there is none
 */
export async function chooseImage(
  outcome: TurnOutcome,
  { policy }: CheckedJob,
  { session, reservation }: Pick<StartedJob, "session" | "reservation">,
): Promise<ChosenImage> {
  const [first, ...extra] = outcome.images;
  if (first === undefined) {
    await refuseOverLimit(outcome, reservation);
    throw await withResetTime(
      turnFailure(outcome, session.connection),
      session,
    );
  }
  const extraPaths: string[] = [];
  for (const { savedPath, bytes, facts } of extra) {
    extraPaths.push(
      savedPath ?? await reservation.keepExtra(bytes, facts.format),
    );
  }
  if (extra.length > 0 && policy.output.extraImages === "refuse") {
    const paths = [await reservation.abandon() ?? [], extraPaths].flat();
    throw new Failure("runtime/multi_output_not_supported", {
      evidence: { paths },
    });
  }
  return { ...first, extraPaths };
}

/**
 * An image that the policy finds too large was paid for all the same.
 *
 * @throws {Failure} `output/over_limit` when there is one; it is kept
 */
async function refuseOverLimit(
  { overLimit, junk }: TurnOutcome,
  reservation: Reservation,
): Promise<void> {
  const [image] = overLimit;
  if (image === undefined) return;
  const { savedPath, bytes, facts } = image;
  const keptPath = savedPath ??
    await reservation.keepExtra(bytes, facts.format);
  throw new Failure("output/over_limit", {
    evidence: {
      reason: `the image ${junk.at(-1)?.reason ?? "is too large"}`,
      keptPath,
    },
  });
}

/** A used-up limit's reset is asked for when the turn did not bring it. */
async function withResetTime(
  failure: Failure,
  session: Session,
): Promise<Failure> {
  if (failure.code !== "runtime/usage_limit" || failure.retryAfter) {
    return failure;
  }
  const limits = await readUsage(session.connection);
  const retryAfter = limits && resetTime(limits);
  return retryAfter === undefined ? failure : failure.with({ retryAfter });
}
