import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { doctorText } from "../doctor_text.ts";
import { jsonFlag, policyFlag, workspaceFlag } from "../flag_kinds.ts";
import { document } from "../json.ts";
import { readyExit } from "../ready_exit.ts";
import { story } from "../story.ts";
import { workspaceFolder } from "../workspace.ts";

type DoctorFlags = {
  readonly workspace?: string;
  readonly policy?: string;
  readonly json?: boolean;
};

async function doctor(
  this: CliContext,
  flags: DoctorFlags,
): Promise<void> {
  const report = await this.services.doctor({
    workspace: workspaceFolder(this, flags.workspace),
    ...(flags.policy === undefined ? {} : { policyFile: flags.policy }),
    signal: this.signal,
  });
  this.process.stdout.write(
    flags.json ? document(report) : doctorText(report, this.stdoutLook),
  );
  this.process.exitCode = readyExit(report.ok);
}

/** `doctor`: tells whether a job can be done on this computer. */
export const doctorCommand: Command<CliContext> = buildCommand<
  DoctorFlags,
  [],
  CliContext
>({
  func: doctor,
  parameters: {
    flags: { workspace: workspaceFlag, policy: policyFlag, json: jsonFlag },
  },
  docs: {
    brief: "Check whether an image can be made here",
    fullDescription: story(
      [
        {
          words: "doctor",
          meaning: "Lists every check and what to do about it",
        },
        { words: "doctor --json", meaning: "Answers a program" },
      ],
      "Checks policy, platform, Codex, its login and the workspace. Changes nothing\n" +
        "and costs nothing. Exits with 0 when usable and 3 when not, with --json too.",
    ),
  },
});
