/**
 * Was `--json` asked for? Told from the words alone, because an invocation
 * that cannot be understood is answered in JSON too.
 */
export function wantsJson(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  const flags = end < 0 ? words : words.slice(0, end);
  return flags.some((word) =>
    /^--json(?:=(?:true|t|yes|y|on|1))?$/i.test(word)
  );
}
