/** The command line as the application has it: its commands and their flags. */
import { app } from "../../src/cli/app.ts";
import { type Flag, flagsOf } from "../../src/cli/flag_names.ts";
import { isGroup, type Target, visibleEntries } from "../../src/cli/place.ts";

/** A command that people can give. */
export interface Command {
  /** Its words, such as `policy explain`. */
  readonly words: string;
  readonly brief: string;
  /** Its arguments as help writes them, with what each is. */
  readonly positionals: readonly (readonly [name: string, brief: string])[];
  /** Its flags by the names that are typed after the dashes. */
  readonly flags: ReadonlyMap<string, Flag>;
}

/** Every command that help shows, in help's order. */
export function commands(): readonly Command[] {
  return commandsIn(app.root, []);
}

/** The flags that every command has. */
export const everywhere: readonly string[] = ["help", "version"];

function commandsIn(
  target: Target,
  path: readonly string[],
): readonly Command[] {
  if (isGroup(target)) {
    return visibleEntries(target).flatMap(({ name, target }) =>
      commandsIn(target, [...path, name.original])
    );
  }
  return [{
    words: path.join(" "),
    brief: target.brief,
    positionals: positionalsOf(target),
    flags: flagsOf(target),
  }];
}

function positionalsOf(
  target: Exclude<Target, { readonly getAllEntries: unknown }>,
): Command["positionals"] {
  const { positional } = target.parameters;
  if (positional === undefined) return [];
  const parameters = positional.kind === "array"
    ? [positional.parameter]
    : positional.parameters;
  return parameters.map(({ placeholder = "", brief }) => [placeholder, brief]);
}
