import type { StricliIntegration } from "@stricli/core";
import type { CliContext } from "./context.ts";
import { helpText } from "./help.ts";
import { successDocument } from "./json.ts";
import { wantsJson } from "./json_flag.ts";
import { buildFacts, versionText } from "./version.ts";

type Integration = StricliIntegration<CliContext>;

/** `--help`, on the program and every command. */
export const helpIntegration: Integration = {
  flag: {
    brief: "Print help",
    aliases: ["h"],
    global: true,
    run(_app, { result: { target, prefix } }) {
      this.process.stdout.write(helpText(prefix.slice(1), target));
    },
  },
};

/** `--version` on the program itself: product, Deno and build. */
export const versionIntegration: Integration = {
  flag: {
    brief: "Print product, Deno and build",
    aliases: ["v"],
    run(_app, { result }) {
      const facts = buildFacts();
      this.process.stdout.write(
        wantsJson(result.unprocessedInputs)
          ? successDocument(facts)
          : versionText(facts),
      );
    },
  },
};
