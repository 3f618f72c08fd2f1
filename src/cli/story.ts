import { product } from "../system/product.ts";

/** One example of help: the words after the program's name, and what they do. */
export interface Example {
  readonly words: string;
  readonly meaning: string;
}

/** The upper part of a help text: examples first, then what it is about. */
export function story(examples: readonly Example[], about: string): string {
  const lines = examples.flatMap(({ words, meaning }) => [
    `  ${[product.name, words].join(" ").trimEnd()}`,
    `    ${meaning}`,
  ]);
  return ["EXAMPLES", ...lines, "", about].join("\n");
}
