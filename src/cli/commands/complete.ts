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
      const { before, typed } = splitLast(flags.next ? [...words, ""] : words);
      const lines = (await propose(this, typed))
        .filter(({ completion }) => completion !== "--")
        .map(({ completion, brief }) =>
          `${oneLine(before + completion)}\t${oneLine(brief)}\n`
        );
      this.process.stdout.write(lines.join(""));
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

/** `--size=10` asks for what `--size 10` does, with `--size=` in front of the answers. */
function splitLast(
  words: readonly string[],
): { readonly before: string; readonly typed: readonly string[] } {
  const [, name, value] = /^(--[^=]+)=(.*)$/s.exec(words.at(-1) ?? "") ?? [];
  return name === undefined || value === undefined
    ? { before: "", typed: words }
    : { before: `${name}=`, typed: [...words.slice(0, -1), name, value] };
}
