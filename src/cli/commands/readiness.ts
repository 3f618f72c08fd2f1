import { buildCommand, type Command } from "@stricli/core";
import { asciiLine } from "../../modly/ascii_line.ts";
import type { CliContext } from "../context.ts";
import { jsonFlag } from "../flag_kinds.ts";
import { readyExit } from "../ready_exit.ts";
import { story } from "../story.ts";

type ReadinessFlags = { readonly json?: boolean };

async function readiness(
  this: CliContext,
  flags: ReadinessFlags,
): Promise<void> {
  const { answer, ended } = await this.services.checkReadiness({
    env: this.env,
    signal: this.signal,
  });
  const status = await answer;
  this.process.stdout.write(
    flags.json
      ? asciiLine(status)
      : `${status.label_hint}: ${status.reason} (${status.machine_code})\n`,
  );
  this.process.exitCode = readyExit(status.ok);
  await ended;
}

/** `readiness`: the short answer that Modly shows on the extension's card. */
export const readinessCommand: Command<CliContext> = buildCommand<
  ReadinessFlags,
  [],
  CliContext
>({
  func: readiness,
  parameters: { flags: { json: jsonFlag } },
  docs: {
    brief: "Answer Modly whether images can be made here",
    fullDescription: story(
      [
        { words: "readiness", meaning: "Says it in one line" },
        { words: "readiness --json", meaning: "Gives what Modly shows" },
      ],
      "Answers within two seconds, changes nothing and costs nothing. Exits with 0\n" +
        "when images can be made and 3 when not. For all the checks: doctor.",
    ),
  },
});
