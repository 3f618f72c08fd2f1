import type { Application } from "@stricli/core";
import { Failure } from "../errors/failure.ts";
import { nearest } from "../errors/nearest.ts";
import type { CliContext } from "./context.ts";
import { didYouMean, quoted, seeHelp } from "./usage_words.ts";

/** A command, or a group of them. */
export type Target = Application<CliContext>["root"];
type Group = Extract<Target, { readonly getAllEntries: unknown }>;
type Entry = ReturnType<Group["getAllEntries"]>[number];

/** Where the words of a command line lead. */
export interface Place {
  readonly target: Target;
  /** The words that lead there, without the program's name. */
  readonly path: readonly string[];
  /** The words after them. */
  readonly rest: readonly string[];
}

/** Does `target` only hold commands? */
export function isGroup(target: Target): target is Group {
  return "getAllEntries" in target;
}

/** The commands of a group that are shown. */
export function visibleEntries(group: Group): readonly Entry[] {
  return group.getAllEntries().filter(({ hidden }) => !hidden);
}

/** The names of those commands, aliases included. */
export function visibleNames(target: Target): readonly string[] {
  return isGroup(target)
    ? visibleEntries(target)
      .flatMap(({ name, aliases }) => [name.original, ...aliases])
    : [];
}

/**
 * Follows the leading words to a command, or to a group where no command
 * follows.
 *
 * @throws {Failure} `request/usage` for a word that is no command, with the
 * nearest one that is.
 */
export function locate(root: Target, words: readonly string[]): Place {
  let target = root;
  let depth = 0;
  for (const word of words) {
    if (!isGroup(target) || word.startsWith("-")) break;
    target = commandIn(target, word, words.slice(0, depth));
    depth += 1;
  }
  return { target, path: words.slice(0, depth), rest: words.slice(depth) };
}

function commandIn(
  group: Group,
  word: string,
  path: readonly string[],
): Target {
  const entry = group.getAllEntries().find(({ name, aliases }) =>
    name.original === word || aliases.includes(word)
  );
  if (entry !== undefined) return entry.target;
  const names = visibleNames(group);
  const within = path.length === 0 ? "" : ` in ${quoted(path.join(" "))}`;
  throw new Failure("request/usage", {
    message: `There is no command ${quoted(word)}${within}${
      didYouMean(nearest(word, names))
    }`,
    remedy: seeHelp(path),
    evidence: { commands: names },
  });
}
