/** Command lines of the product, as texts show them. */

/** Where a shell goes on with something else, or prose with itself. */
const end = /^(?:[<>|#;]|&&|—|\.\.\.$)/;

/**
 * The words after the product's name in a line of a shell; undefined when the
 * line does not run it. Tasks of the checkout that run it count.
 */
export function productWords(line: string): readonly string[] | undefined {
  const named = /(?<![\w\-]|OWNER\/)modly-codex-image(?:\.exe)?(?= |$)(.*)/
    .exec(line);
  if (named !== null) return shellWords(named[1] ?? "");
  const task = /\bdeno@[\d.]+ task (start|generate|demo)\b(.*)/.exec(line);
  if (task === null) return undefined;
  const [, name = "", rest = ""] = task;
  return [...(name === "start" ? [] : [name]), ...shellWords(rest)];
}

/** Splits words as a shell does, up to where something else begins. */
function shellWords(text: string): readonly string[] {
  const words = [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)];
  const last = words.findIndex(([word]) => end.test(word));
  return words.slice(0, last < 0 ? undefined : last)
    .map(([, double, single, bare]) => double ?? single ?? bare ?? "");
}

/** What a word such as FILE may be replaced by, so that the line can be run. */
const examples: Readonly<Record<string, string>> = {
  CODE: "runtime/usage_limit",
  COMMAND: "generate",
  SECONDS: "60",
};

/** The words with examples in place of their placeholders. */
export function filledIn(words: readonly string[]): readonly string[] {
  return words.map((word) => examples[word] ?? word);
}
