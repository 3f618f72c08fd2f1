import { Failure } from "../../errors/failure.ts";
import { nearest } from "../../errors/nearest.ts";
import type { Recoverable } from "./recoverable.ts";

/** Fewest digits that name an image. */
const FEWEST_DIGITS = 4;

/** Most ids that a failure lists. */
const MOST_LISTED = 8;

/** The images that `id` names: its id, or the first digits of the SHA-256. */
export function named<T extends { readonly image: Recoverable }>(
  found: readonly T[],
  id: string,
): readonly T[] {
  const wanted = id.toLowerCase();
  return found.filter(({ image }) =>
    wanted.length >= FEWEST_DIGITS && image.sha256.startsWith(wanted)
  );
}

/**
 * The one image that `id` names.
 *
 * @throws {Failure} `output/unknown_image`, with the ids that there are
 */
export function chooseRecoverable<T extends { readonly image: Recoverable }>(
  found: readonly T[],
  id: string,
): T {
  const matching = named(found, id);
  const [first, ...others] = matching;
  if (first === undefined) throw noneHas(id.toLowerCase(), found);
  if (others.length === 0) return first;
  throw new Failure("output/unknown_image", {
    message: "Several images begin with this id",
    remedy:
      "Give more digits of the image's sha256: modly-codex-image recover --json",
    evidence: { ids: matching.map(({ image }) => image.sha256) },
  });
}

function noneHas(
  wanted: string,
  found: readonly { readonly image: Recoverable }[],
): Failure {
  const ids = found.map(({ image }) => image.id);
  const meant = nearest(wanted, ids);
  return new Failure("output/unknown_image", {
    ...(meant === undefined ? {} : {
      message:
        `No image that waits to be published has this id; did you mean ${meant}?`,
    }),
    evidence: { ids: ids.slice(0, MOST_LISTED) },
  });
}
