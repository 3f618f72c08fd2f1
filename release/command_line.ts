import { parseArgs } from "node:util";
import { Refusal } from "./refusal.ts";

/** What a tool's command line may hold: flags, and options with a text each. */
export interface KnownOptions {
  readonly flags?: readonly string[];
  readonly texts?: readonly string[];
}

/** What a tool's command line holds. */
export interface GivenOptions {
  has(flag: string): boolean;
  text(option: string): string | undefined;
}

/**
 * Reads the options of a release tool, such as `--target all --for-checks`.
 * Throws a {@linkcode Refusal} for anything that is not known.
 */
export function readOptions(
  words: readonly string[],
  { flags = [], texts = [] }: KnownOptions,
): GivenOptions {
  const values = parse(words, {
    ...Object.fromEntries(flags.map((name) => [name, { type: "boolean" }])),
    ...Object.fromEntries(texts.map((name) => [name, { type: "string" }])),
  });
  return {
    has: (flag) => values[flag] === true,
    text: (option) => {
      const value = values[option];
      return typeof value === "string" ? value : undefined;
    },
  };
}

function parse(
  words: readonly string[],
  options: Record<string, { type: "boolean" | "string" }>,
): Record<string, unknown> {
  try {
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}
