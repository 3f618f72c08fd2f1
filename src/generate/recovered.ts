import { Failure } from "../errors/failure.ts";
import type { Reservation } from "../output/reservation.ts";

/** What went wrong, and which images of earlier jobs were saved all the same. */
export function withRecovered(
  thrown: unknown,
  { recovered }: Pick<Reservation, "recovered">,
): Failure {
  const failure = Failure.from(thrown);
  return recovered.length > 0
    ? failure.with({ evidence: { recovered } })
    : failure;
}
