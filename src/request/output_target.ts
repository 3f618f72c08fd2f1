import * as z from "zod/mini";
import { checked } from "./checked.ts";
import { candidates, type Envelope } from "./envelope.ts";

const target = z.string("must be a path in words")
  .check(z.refine((text) => text.trim() !== "", "must not be empty"));

/**
 * The output target exactly as it was given; whether it is a safe place is
 * asked later. Unlike everywhere else, empty text is refused here rather than
 * taken as "not given": a host that asks for a place must get that place.
 *
 * @throws {Failure} `request/invalid_output_target`.
 */
export function readOutputTarget(envelope: Envelope): string | undefined {
  const field = candidates(envelope, "outputTarget")
    .find(({ value }) => value !== null);
  if (field === undefined) return undefined;
  return checked(target, field, "request/invalid_output_target");
}
