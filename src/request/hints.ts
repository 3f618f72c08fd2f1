import * as z from "zod/mini";
import type { FieldName } from "./aliases.ts";
import { checked } from "./checked.ts";
import { type Envelope, pick } from "./envelope.ts";
import type { Hints } from "./request.ts";

/** Longest text hint in characters: enough for words, too short for a second prompt. */
const HINT_CHARACTERS = 100;

/** Control, format and half characters, and line ends: a hint is one visible line. */
const NOT_ONE_LINE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const word = z.string("must be text").check(
  z.trim(),
  z.maxLength(HINT_CHARACTERS, `is longer than ${HINT_CHARACTERS} characters`),
  z.refine(
    (text) => !NOT_ONE_LINE.test(text),
    "must be one line without control characters",
  ),
);

const RANGE = "must be a number from 0 to 1";
const fraction = z.number(RANGE)
  .check(z.minimum(0, RANGE), z.maximum(1, RANGE));
const fractionOrText = z.union([
  fraction,
  // Hosts turn a number into text once the user has touched its control.
  z.pipe(
    z.pipe(
      z.string().check(z.trim(), z.regex(/^\+?(?:\d+\.?\d*|\.\d+)$/)),
      z.transform(Number),
    ),
    fraction,
  ),
], RANGE);

/**
 * What is asked of the picture. Blank and `auto` mean that nothing is asked.
 *
 * @throws {Failure} `request/invalid_request`, naming the field.
 */
export function readHints(envelope: Envelope): Hints {
  const size = ask(envelope, "size", word);
  const quality = ask(envelope, "quality", word);
  const background = ask(envelope, "background", word);
  const strength = ask(envelope, "strength", fractionOrText);
  return {
    ...(size === undefined ? {} : { size }),
    ...(quality === undefined ? {} : { quality }),
    ...(background === undefined ? {} : { background }),
    ...(strength === undefined ? {} : { strength }),
  };
}

function ask<T>(
  envelope: Envelope,
  name: keyof Hints & FieldName,
  schema: z.ZodMiniType<T>,
): T | undefined {
  const field = pick(envelope, name);
  if (field === undefined || isAuto(field.value)) return undefined;
  return checked(schema, field, "request/invalid_request");
}

function isAuto(value: unknown): boolean {
  return typeof value === "string" && value.trim().toLowerCase() === "auto";
}
