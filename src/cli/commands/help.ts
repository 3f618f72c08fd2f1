import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { parseText } from "../flag_values.ts";

/**
 * `help`: the same as `--help` after the command that is named.
 *
 * @param showHelp Runs the words it gets, which end in `--help`.
 * @param names The commands that the shell offers.
 */
export function helpCommand(
  showHelp: (context: CliContext, words: readonly string[]) => Promise<void>,
  names: () => readonly string[],
): Command<CliContext> {
  return buildCommand<Record<never, never>, string[], CliContext>({
    func(_flags, ...path) {
      return showHelp(this, [...path, "--help"]);
    },
    parameters: {
      positional: {
        kind: "array",
        parameter: {
          placeholder: "COMMAND",
          brief: "The command; all of them if not given",
          parse: parseText,
          proposeCompletions: names,
        },
      },
    },
    docs: {
      brief: "Explain a command",
      fullDescription: story([
        { words: "help generate", meaning: "Explains a command" },
        { words: "help policy explain", meaning: "Explains a command's part" },
      ], "The same as --help after the command."),
    },
  });
}
