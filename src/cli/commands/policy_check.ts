import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { jsonFlag } from "../flag_kinds.ts";
import { parsePath } from "../flag_values.ts";
import { successDocument } from "../json.ts";
import { oneLine } from "../style.ts";

type CheckFlags = { readonly json?: boolean };

async function check(
  this: CliContext,
  flags: CheckFlags,
  file: string,
): Promise<void> {
  await this.services.checkPolicyFile(file);
  this.process.stdout.write(
    flags.json ? successDocument({ file }) : `${oneLine(file)} is valid\n`,
  );
}

/** `policy check`: is this a valid policy file? */
export const policyCheckCommand: Command<CliContext> = buildCommand<
  CheckFlags,
  [string],
  CliContext
>({
  func: check,
  parameters: {
    flags: { json: jsonFlag },
    positional: {
      kind: "tuple",
      parameters: [{
        placeholder: "FILE",
        brief: "The policy file",
        parse: parsePath,
      }],
    },
  },
  docs: {
    brief: "Check a policy file without using it",
    fullDescription: story([
      {
        words: "policy check policy.json",
        meaning: "Names every fault by line and column",
      },
    ], "Exits with 0 when the file is valid and with 3 when it is not."),
  },
});
