/** What can stand where a value of another kind belongs. */
import { BROKEN, DEEP, HUGE } from "../../fake_codex/odd_values.ts";
import type { Json } from "../../fake_codex/scenario.ts";

/** The way to a field; empty: the whole. */
export type Path = readonly string[];

/** Wrong values by their names; `missing` is no value at all. */
export const wrongValues = {
  "null": null,
  "a number": 7,
  "a negative number": -1e300,
  "true": true,
  "an array": [],
  "an object": {},
  "a text": "text",
  "an empty text": "",
  "a text of 10 MB": HUGE,
  "100,000 arrays": DEEP,
  "bytes that are not UTF-8": BROKEN,
  "missing": undefined,
} as const;
export type WrongValue = keyof typeof wrongValues;

/** All names, in their order. */
export const wrongNames = Object.keys(wrongValues).filter(isWrongValue);

/** The wrong values that are texts. */
export const texts: readonly WrongValue[] = [
  "a text",
  "an empty text",
  "a text of 10 MB",
  "bytes that are not UTF-8",
];

/** The wrong values that are like no value at all. */
export const absent: readonly WrongValue[] = ["null", "missing"];

/** A copy of `value` with something else, or nothing, at `path`. */
export function replaced(
  value: Json,
  [key, ...rest]: Path,
  wrong: Json | undefined,
): Json | undefined {
  if (key === undefined) return wrong;
  if (!isTable(value)) return value;
  const { [key]: old = null, ...others } = value;
  const inside = replaced(old, rest, wrong);
  return inside === undefined ? others : { ...others, [key]: inside };
}

/** Is it an object, and no array? */
export function isTable(
  value: Json,
): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWrongValue(name: string): name is WrongValue {
  return Object.hasOwn(wrongValues, name);
}
