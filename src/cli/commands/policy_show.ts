import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { jsonFlag, policyFlag } from "../flag_kinds.ts";
import { successDocument } from "../json.ts";
import { policyQuestion } from "../policy_question.ts";

type ShowFlags = { readonly policy?: string; readonly json?: boolean };

async function show(this: CliContext, flags: ShowFlags): Promise<void> {
  const { policy } = await this.services.loadPolicy(policyQuestion(flags));
  this.process.stdout.write(
    flags.json
      ? successDocument({ policy })
      : JSON.stringify(policy, null, 2) + "\n",
  );
}

/** `policy show`: the effective policy, fit to be used as a policy file. */
export const policyShowCommand: Command<CliContext> = buildCommand<
  ShowFlags,
  [],
  CliContext
>({
  func: show,
  parameters: { flags: { policy: policyFlag, json: jsonFlag } },
  docs: {
    brief: "Print the effective policy",
    fullDescription: story(
      [
        {
          words: "policy show > policy.json",
          meaning: "Makes a policy file to start from",
        },
      ],
      "Prints the policy as it is in force here, in the form of a policy file.",
    ),
  },
});
