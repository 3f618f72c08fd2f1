import type { NodeType } from "jsonc-parser";
import type * as z from "zod/mini";
import { nearest } from "../errors/nearest.ts";

/** Zod's names of types, and JSON's, as a reader would say them. */
const typeNames = new Map([
  ["string", "a string"],
  ["int", "a whole number"],
  ["number", "a number"],
  ["boolean", "true or false"],
  ["array", "a list"],
  ["object", "an object"],
  ["record", "an object"],
  ["null", "null"],
]);

/**
 * What a value has to be, in plain words, from what zod found wrong with it:
 * "must be a whole number, not a string". `found` is the JSON type that stands
 * there; undefined when nothing does.
 */
export function issueText(
  issue: z.core.$ZodIssue,
  found: NodeType | undefined,
): string {
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, found);
    case "invalid_value": {
      const choices = issue.values.map(String);
      const meant = typeof issue.input === "string"
        ? nearest(issue.input, choices)
        : undefined;
      return `must be ${choices.map((choice) => `"${choice}"`).join(" or ")}${
        meant === undefined ? "" : `; did you mean "${meant}"?`
      }`;
    }
    case "too_small":
      if (issue.origin === "string") return "must not be empty";
      return issue.inclusive
        ? `must be at least ${issue.minimum}`
        : `must be more than ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    case "invalid_key":
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

function wrongType(expected: string, found: NodeType | undefined): string {
  const wanted = typeNames.get(expected) ?? expected;
  if (found === undefined) return `is missing; it must be ${wanted}`;
  // 1.5 and 1e999 are numbers to JSON: naming their type would explain nothing.
  return found === "number" && wanted.endsWith("number")
    ? `must be ${wanted}`
    : `must be ${wanted}, not ${typeNames.get(found) ?? found}`;
}
