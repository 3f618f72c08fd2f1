import {
  buildCommand,
  type Command,
  type InputCompletion,
} from "@stricli/core";
import type { CliContext } from "../context.ts";
import { parseText } from "../flag_values.ts";
import { oneLine } from "../style.ts";

/** The name under which the shells' stubs ask for proposals. */
export const completeName = "__complete";

type CompleteFlags = {
  /** The word to complete is still empty; for shells that drop empty words. */
  readonly next?: boolean;
};

/** Finds what may stand in place of the last word. */
export type Propose = (
  context: CliContext,
  words: readonly string[],
) => Promise<readonly InputCompletion[]>;

/**
 * Hidden: `__complete -- WORD...` prints a line for each proposal, with its
 * meaning behind a tab. The words are those after the program's name, up to
 * and with the one that the cursor is in.
 */
export function completeCommand(propose: Propose): Command<CliContext> {
  return buildCommand<CompleteFlags, string[], CliContext>({
    async func(flags, ...words) {
      const proposals = await propose(
        this,
        flags.next ? [...words, ""] : words,
      );
      this.process.stdout.write(proposals.map(proposalLine).join(""));
    },
    parameters: {
      flags: {
        next: {
          kind: "boolean",
          optional: true,
          withNegated: false,
          brief: "Complete an empty word after those given",
        },
      },
      positional: {
        kind: "array",
        parameter: {
          placeholder: "WORD",
          brief: "The words typed so far",
          parse: parseText,
        },
      },
    },
    docs: { brief: "Propose completions to a shell" },
  });
}

function proposalLine({ completion, brief }: InputCompletion): string {
  return `${oneLine(completion)}\t${oneLine(brief)}\n`;
}
