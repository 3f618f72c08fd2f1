import {
  ArgumentParseError,
  type ArgumentScannerError,
  EnumValidationError,
  UnexpectedFlagError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
  UnsatisfiedPositionalError,
} from "@stricli/core";
import { catalogue } from "../errors/catalogue.ts";
import { Failure } from "../errors/failure.ts";
import { nearest } from "../errors/nearest.ts";
import { flagsOf } from "./flag_names.ts";
import type { Place } from "./place.ts";
import { didYouMean, quoted, seeHelp } from "./usage_words.ts";

/** What the argument scanner refused, as a failure in the product's own words. */
export function usageFailure(
  error: ArgumentScannerError,
  place: Place,
): Failure {
  if (
    error instanceof ArgumentParseError && error.exception instanceof Failure
  ) return error.exception;
  return new Failure("request/usage", {
    message: problem(error, place),
    remedy: seeHelp(place.path),
  });
}

/**
 * The same failure; one of the command line that has no next step of its own
 * points to the command's help.
 */
export function withHelp(failure: Failure, { path }: Place): Failure {
  const code = "request/usage";
  return failure.code === code && failure.remedy === catalogue[code].remedy
    ? failure.with({ remedy: seeHelp(path) })
    : failure;
}

function problem(error: ArgumentScannerError, place: Place): string {
  if (error instanceof ArgumentParseError) return unfitValue(error, place);
  if (error instanceof EnumValidationError) {
    const { externalFlagName, input, values } = error;
    const list = values.join(", ");
    const meant = didYouMean(nearest(input, values));
    return `--${externalFlagName} must be one of ${list}, not ${
      quoted(input)
    }${meant}`;
  }
  if (error instanceof UnsatisfiedFlagError) {
    const { externalFlagName, nextFlagName } = error;
    const next = nextFlagName === undefined
      ? ""
      : ` and --${nextFlagName} is a flag`;
    return `--${externalFlagName} needs a value${next}`;
  }
  if (error instanceof UnexpectedFlagError) {
    return `--${error.externalFlagName} was given twice`;
  }
  if (error instanceof UnexpectedPositionalError) {
    return `There is no place for ${quoted(error.input)}; ` +
      "text with spaces needs quotes around it";
  }
  if (error instanceof UnsatisfiedPositionalError) {
    return `${error.placeholder} is missing`;
  }
  return error.message;
}

function unfitValue(error: ArgumentParseError, { target }: Place): string {
  const name = error.externalFlagNameOrPlaceholder;
  const kind = flagsOf(target).get(name)?.kind;
  if (kind === "boolean") return `--${name} takes no value`;
  const label = kind === undefined ? name : `--${name}`;
  const reason = error.exception instanceof Error
    ? error.exception.message
    : "is not valid";
  return `${label} ${reason}`;
}
