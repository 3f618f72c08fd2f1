import { buildCommand, type Command } from "@stricli/core";
import { Failure } from "../../errors/failure.ts";
import { nearest } from "../../errors/nearest.ts";
import { completionScript, type Shell, shells } from "../completions/script.ts";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { didYouMean, quoted } from "../usage_words.ts";

function parseShell(input: string): Shell {
  const shell = shells.find((known) => known === input);
  if (shell !== undefined) return shell;
  throw noShell(
    `There are no completions for ${quoted(input)}${
      didYouMean(nearest(input, shells))
    }`,
  );
}

function noShell(message: string): Failure {
  const remedy = `Choose one of: ${shells.join(", ")}`;
  return new Failure("request/usage", { message, remedy });
}

/** `completions`: a script that teaches a shell this program's words. */
export const completionsCommand: Command<CliContext> = buildCommand<
  Record<never, never>,
  [Shell?],
  CliContext
>({
  func(_flags, shell) {
    if (shell === undefined) throw noShell("SHELL is missing");
    this.process.stdout.write(completionScript(shell));
  },
  parameters: {
    positional: {
      kind: "tuple",
      parameters: [{
        placeholder: "SHELL",
        brief: shells.join(", "),
        parse: parseShell,
        optional: true,
        proposeCompletions: () => shells,
      }],
    },
  },
  docs: {
    brief: "Print a completion script for a shell",
    fullDescription: story(
      [
        {
          words:
            "completions bash > ~/.local/share/bash-completion/completions/modly-codex-image",
          meaning: "Bash, for every new shell",
        },
        {
          words: "completions zsh > ~/.zfunc/_modly-codex-image",
          meaning: "Zsh, with ~/.zfunc in fpath before compinit",
        },
        {
          words:
            "completions fish > ~/.config/fish/completions/modly-codex-image.fish",
          meaning: "Fish, for every new shell",
        },
        {
          words: "completions powershell | Out-String | Invoke-Expression",
          meaning: "PowerShell, as a line of $PROFILE",
        },
      ],
      "The script asks this program for proposals, so it never goes out of date.",
    ),
  },
});
