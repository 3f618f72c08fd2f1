import { buildCommand, type Command } from "@stricli/core";
import { modes } from "../../request/request.ts";
import type { CliContext } from "../context.ts";
import { reportFailure } from "../failing.ts";
import { textFlag } from "../flag_kinds.ts";
import { story } from "../story.ts";

type ServeFlags = { readonly node?: string };

async function serve(this: CliContext, flags: ServeFlags): Promise<void> {
  await this.services.serve({
    write: (text) => this.process.stdout.write(text),
    env: this.env,
    signal: this.signal,
    report: (failure) => reportFailure(failure, { context: this, json: false }),
    ...(flags.node === undefined ? {} : { node: flags.node }),
  });
}

/** `serve`: a runner for Modly, on stdin and stdout. */
export const serveCommand: Command<CliContext> = buildCommand<
  ServeFlags,
  [],
  CliContext
>({
  func: serve,
  parameters: {
    flags: {
      node: textFlag(
        "ID",
        "Node that asks, if MODEL_DIR does not end in it",
        modes,
      ),
    },
  },
  docs: {
    brief: "Answer Modly's runner protocol",
    fullDescription: story(
      [
        { words: "serve", meaning: "Waits for a host's messages on stdin" },
        {
          words: "serve --node text-to-image",
          meaning: "Tries it by hand, with MODEL_DIR unset",
        },
      ],
      "Modly's runner protocol: a line of JSON for each message, on stdin and stdout.\n" +
        "Ends when stdin does, and cancels what runs then. See docs/modly.md.",
    ),
  },
});
