import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { parseText } from "../flag_values.ts";
import { helpText } from "../help.ts";
import { locate, type Target, visibleNames } from "../place.ts";
import { story } from "../story.ts";

/** `help`: the same as `--help` after a command; `root` holds all commands. */
export function helpCommand(root: () => Target): Command<CliContext> {
  return buildCommand<Record<never, never>, string[], CliContext>({
    func(_flags, ...words) {
      const { path, target } = locate(root(), words);
      this.process.stdout.write(helpText(path, target));
    },
    parameters: {
      positional: {
        kind: "array",
        parameter: {
          placeholder: "COMMAND",
          brief: "The command; all of them if not given",
          parse: parseText,
          proposeCompletions: () => visibleNames(root()),
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
