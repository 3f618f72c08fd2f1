import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { jsonFlag } from "../flag_kinds.ts";
import { parsePath } from "../flag_values.ts";
import { document } from "../json.ts";
import { readyExit } from "../ready_exit.ts";
import { smokeText } from "../smoke_text.ts";
import { story } from "../story.ts";

type SmokeFlags = { readonly extension: string; readonly json?: boolean };

async function smoke(this: CliContext, flags: SmokeFlags): Promise<void> {
  const report = await this.services.smoke(flags.extension);
  this.process.stdout.write(
    flags.json ? document({ ...report }) : smokeText(report),
  );
  this.process.exitCode = readyExit(report.ok);
}

/** `smoke`: looks at an installed extension as Modly does. */
export const smokeCommand: Command<CliContext> = buildCommand<
  SmokeFlags,
  [],
  CliContext
>({
  func: smoke,
  parameters: {
    flags: {
      extension: {
        kind: "parsed",
        parse: parsePath,
        placeholder: "DIR",
        brief: "Folder of the extension",
      },
      json: jsonFlag,
    },
  },
  docs: {
    brief: "Check an extension's folder as Modly would",
    fullDescription: story(
      [
        {
          words: "smoke --extension .",
          meaning: "Prints a report for an issue",
        },
        { words: "smoke --extension . --json", meaning: "Answers a program" },
      ],
      "Checks manifest, loader, program, version, protocol and readiness, and changes\n" +
        "nothing. The report names no private folder. Exits with 3 if anything failed.",
    ),
  },
});
