import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { type Rehearsal, runJob } from "./job.ts";
import { type JobFlags, jobFlags } from "./job_flags.ts";

const rehearsal: Rehearsal = {
  defaultPrompt: "a red bicycle leaning against a white wall",
  notice:
    "This is a rehearsal: a stand-in that is part of this program draws " +
    "the image; no Codex and no account is used",
};

/** `demo`: the whole job on the embedded stand-in for Codex. */
export const demoCommand: Command<CliContext> = buildCommand<
  JobFlags,
  [],
  CliContext
>({
  func(flags) {
    return runJob(this, flags, rehearsal);
  },
  parameters: { flags: jobFlags },
  docs: {
    brief: "Rehearse a job without Codex or an account",
    fullDescription: story(
      [
        {
          words: "demo",
          meaning: "Draws a default picture and prints its path",
        },
        {
          words: 'demo --prompt "a blue door" --json',
          meaning: "Shows the document that a program would get",
        },
      ],
      "Does everything that generate does, with a stand-in for Codex that is part of\n" +
        "this program. It needs no Codex and no account, and costs nothing.",
    ),
  },
});
