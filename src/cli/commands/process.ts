import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { switchFlag } from "../flag_kinds.ts";
import { story } from "../story.ts";

type ProcessFlags = { readonly attached?: boolean };

async function process(this: CliContext, flags: ProcessFlags): Promise<void> {
  const failure = await this.services.runProcess({
    write: (text) => this.process.stdout.write(text),
    env: this.env,
    signal: this.signal,
    attached: flags.attached ?? false,
  });
  if (failure !== undefined) this.process.exitCode = failure.exit;
}

/** `process`: one run of a process extension of Modly. */
export const processCommand: Command<CliContext> = buildCommand<
  ProcessFlags,
  [],
  CliContext
>({
  func: process,
  parameters: {
    flags: {
      attached: switchFlag("Cancel the job when stdin ends"),
    },
  },
  docs: {
    brief: "Answer Modly's process protocol, once",
    fullDescription: story(
      [
        {
          words: "process < message.json",
          meaning: "Makes the image that a line of JSON asks for",
        },
        {
          words: "process --attached",
          meaning: "Lives no longer than a host that keeps stdin open",
        },
      ],
      "Modly's process protocol: one line of JSON on stdin, a line for each step on\n" +
        "stdout, and last one that says done or error. See docs/modly.md.",
    ),
  },
});
