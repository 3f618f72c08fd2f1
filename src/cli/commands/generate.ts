import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { runJob } from "./job.ts";
import { type JobFlags, jobFlags } from "./job_flags.ts";

/** `generate`: makes one image and prints its path. */
export const generateCommand: Command<CliContext> = buildCommand<
  JobFlags,
  [],
  CliContext
>({
  func(flags) {
    return runJob(this, flags);
  },
  parameters: { flags: jobFlags },
  docs: {
    brief: "Make one image and print its path",
    fullDescription: story(
      [
        {
          words: 'generate --prompt "a red bicycle"',
          meaning:
            "Makes codex/text-to-image-<id>.png below the current folder",
        },
        {
          words:
            'generate --prompt "make it night" --image day.png --output night.png',
          meaning: "Changes an image",
        },
        {
          words: "generate --request - --json --progress jsonl",
          meaning: "Reads a request from stdin and answers a program",
        },
        {
          words: 'generate --prompt "a red bicycle" --dry-run',
          meaning: "Shows what would be done, for free",
        },
      ],
      "Makes exactly one image with the Codex CLI you are logged in to, and publishes\n" +
        "it below the workspace. Prints the image's absolute path and nothing else.",
    ),
  },
});
