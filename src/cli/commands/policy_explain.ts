import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { jsonFlag, policyFlag } from "../flag_kinds.ts";
import { parseText } from "../flag_values.ts";
import { successDocument } from "../json.ts";
import { policyQuestion } from "../policy_question.ts";

type ExplainFlags = { readonly policy?: string; readonly json?: boolean };

async function explain(
  this: CliContext,
  flags: ExplainFlags,
  key: string | undefined,
): Promise<void> {
  const { services, process } = this;
  const loaded = await services.loadPolicy(policyQuestion(flags));
  if (flags.json) {
    const settings = await services.explainedSettings(loaded, key);
    process.stdout.write(successDocument({ settings }));
    return;
  }
  const lines = await services.explainPolicy(loaded, key);
  process.stdout.write(lines.join("\n") + "\n");
}

/** Every key and group of the effective policy. */
async function proposeKeys(this: CliContext): Promise<readonly string[]> {
  const { settings } = await this.services.loadPolicy({});
  return [
    ...new Set(settings.flatMap(({ key }) => [key.split(".")[0] ?? key, key])),
  ];
}

/** `policy explain`: where each value comes from. */
export const policyExplainCommand: Command<CliContext> = buildCommand<
  ExplainFlags,
  [string | undefined],
  CliContext
>({
  func: explain,
  parameters: {
    flags: { policy: policyFlag, json: jsonFlag },
    positional: {
      kind: "tuple",
      parameters: [{
        placeholder: "KEY",
        brief: "A value or a group of values; all of them if not given",
        parse: parseText,
        optional: true,
        proposeCompletions: proposeKeys,
      }],
    },
  },
  docs: {
    brief: "Tell where each value comes from",
    fullDescription: story(
      [
        { words: "policy explain", meaning: "Explains the whole policy" },
        {
          words: "policy explain codex.minimumVersion",
          meaning: "Explains one value",
        },
        { words: "policy explain limits", meaning: "Explains a group" },
      ],
      "Prints each value with its meaning, the file and line, " +
        "variable or flag that\nset it, and every layer that it beat.",
    ),
  },
});
