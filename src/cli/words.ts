import { standInCommand } from "../generate/rehearse.ts";

/** What stricli takes for the value in `--name=value`: one line, not empty. */
const PLAIN_VALUE = /^.+$/;

/** What a host calls that takes the program at `venv/bin/python` for its Python. */
const RUNNER = /(?:^|[\\/])runner\.py$/;

/**
 * The words of the command line as the argument scanner can read them.
 *
 * - A value behind `=` that has line breaks or is empty becomes a word of its
 *   own, which the scanner takes as it is.
 * - A host's `runner.py` is `serve`: the program speaks the runner's protocol.
 * - What follows `stand-in` is meant for Codex and is dropped.
 */
export function readableWords(words: readonly string[]): readonly string[] {
  if (words[0] === standInCommand) return [standInCommand];
  if (RUNNER.test(words[0] ?? "")) return ["serve"];
  const end = words.indexOf("--");
  const flags = end < 0 ? words : words.slice(0, end);
  return [...flags.flatMap(splitValue), ...words.slice(flags.length)];
}

function splitValue(word: string): readonly string[] {
  const match = /^(--[a-z][\w.-]*)=(.*)$/is.exec(word);
  const [, name, value] = match ?? [];
  if (name === undefined || value === undefined) return [word];
  return PLAIN_VALUE.test(value) ? [word] : [name, value];
}
