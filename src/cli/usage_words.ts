import { redact } from "../errors/redact.ts";
import { product } from "../system/product.ts";
import { oneLine } from "./style.ts";

/** Longest word of the command line that a message repeats, in characters. */
const LONGEST_WORD = 80;

/** A word of the command line as a message may repeat it. */
export function quoted(word: string): string {
  return `"${oneLine(redact(word, LONGEST_WORD))}"`;
}

/** The end of a message that suggests `meant`; nothing when that is undefined. */
export function didYouMean(meant: string | undefined): string {
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

/** The next step after a command line that could not be understood. */
export function seeHelp(path: readonly string[]): string {
  return `See: ${[product.name, ...path, "--help"].join(" ")}`;
}
