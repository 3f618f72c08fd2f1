import {
  type Application,
  buildApplication,
  buildRouteMap,
  proposeCompletions,
  type RouteMap,
  text_en,
} from "@stricli/core";
import { Failure } from "../errors/failure.ts";
import { standInCommand } from "../generate/rehearse.ts";
import { product } from "../system/product.ts";
import { completeCommand, completeName } from "./commands/complete.ts";
import { completionsCommand } from "./commands/completions.ts";
import { demoCommand } from "./commands/demo.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { errorsCommand } from "./commands/errors.ts";
import { generateCommand } from "./commands/generate.ts";
import { helpCommand } from "./commands/help.ts";
import { policyCommands } from "./commands/policy.ts";
import { processCommand } from "./commands/process.ts";
import { readinessCommand } from "./commands/readiness.ts";
import { recoverCommand } from "./commands/recover.ts";
import { serveCommand } from "./commands/serve.ts";
import { smokeCommand } from "./commands/smoke.ts";
import { standIn } from "./commands/stand_in.ts";
import type { CliContext } from "./context.ts";
import { helpIntegration, versionIntegration } from "./integrations.ts";
import { story } from "./story.ts";
import { quoted } from "./usage_words.ts";

const root: RouteMap<CliContext> = buildRouteMap<string, CliContext>({
  routes: {
    generate: generateCommand,
    demo: demoCommand,
    doctor: doctorCommand,
    recover: recoverCommand,
    policy: policyCommands,
    errors: errorsCommand,
    completions: completionsCommand,
    serve: serveCommand,
    process: processCommand,
    readiness: readinessCommand,
    smoke: smokeCommand,
    help: helpCommand(() => root),
    [standInCommand]: standIn,
    [completeName]: completeCommand((context, words) =>
      proposeCompletions(app, words, context)
    ),
  },
  aliases: { preflight: "doctor" },
  docs: {
    brief: "Make one image with the Codex CLI",
    fullDescription: story(
      [
        {
          words: 'generate --prompt "a red bicycle"',
          meaning: "Makes an image and prints its path",
        },
        {
          words: 'generate --prompt "make it night" --image day.png',
          meaning: "Changes an image",
        },
        { words: "doctor", meaning: "Checks whether that works here" },
        { words: "demo", meaning: "Rehearses it without Codex or an account" },
      ],
      "Makes exactly one image with the Codex CLI that you are logged in to, and\n" +
        "publishes it safely below a folder. Independent of OpenAI.",
    ),
    hideRoute: { [standInCommand]: true, [completeName]: true },
  },
});

/** Gives every error to whoever started the application; see `run.ts`. */
function passOn(error: unknown): never {
  throw error;
}

/** For words such as `-` and `-5`, which are neither flags nor commands. */
function unknownCommand(word: string): Failure {
  return new Failure("request/usage", {
    message: `There is no command ${quoted(word)}`,
  });
}

/** All commands, with the texts that help is made of. */
export const app: Application<CliContext> = buildApplication(root, {
  name: product.name,
  scanner: {
    caseStyle: "allow-kebab-for-camel",
    allowArgumentEscapeSequence: true,
  },
  documentation: { disableAnsiColor: true },
  completion: { includeAliases: true },
  localization: {
    text: {
      ...text_en,
      noCommandRegisteredForInput: ({ input }) => passOn(unknownCommand(input)),
      exceptionWhileParsingArguments: passOn,
      exceptionWhileLoadingCommandFunction: passOn,
      exceptionWhileLoadingCommandContext: passOn,
      exceptionWhileRunningCommand: passOn,
      exceptionWhileRunningIntegrationFlag: ({ exception }) =>
        passOn(exception),
    },
  },
}, { help: helpIntegration, version: versionIntegration });
