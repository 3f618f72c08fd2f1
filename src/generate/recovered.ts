import { type EvidenceValue, Failure } from "../errors/failure.ts";
import type { Reservation } from "../output/reservation.ts";

/** Tells of an image that a dead job had left and that was saved. */
export function recoveredWarning(path: string): string {
  return `An image of an earlier job that was cut off was found and kept: ${path}`;
}

/** The same for every image that a failed job had saved, see {@linkcode withRecovered}. */
export function recoveredWarnings({ evidence }: Failure): readonly string[] {
  const paths: EvidenceValue = evidence["recovered"] ?? [];
  return Array.isArray(paths) ? paths.map(String).map(recoveredWarning) : [];
}

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
