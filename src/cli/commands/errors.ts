import { buildCommand, type Command } from "@stricli/core";
import {
  catalogue,
  type CatalogueEntry,
  type Code,
  codes,
  isCode,
} from "../../errors/catalogue.ts";
import { Failure } from "../../errors/failure.ts";
import { nearest } from "../../errors/nearest.ts";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { jsonFlag } from "../flag_kinds.ts";
import { successDocument } from "../json.ts";
import { didYouMean, quoted } from "../usage_words.ts";

type ErrorsFlags = { readonly json?: boolean };

function errors(
  this: CliContext,
  flags: ErrorsFlags,
  code: Code | undefined,
): void {
  const asked = code === undefined ? codes : [code];
  this.process.stdout.write(
    flags.json
      ? successDocument({
        errors: asked.map((code) => ({ code, ...catalogue[code] })),
      })
      : asked.map((code) => entryText(code, catalogue[code])).join("\n"),
  );
}

function entryText(code: Code, entry: CatalogueEntry): string {
  return [
    `${code} (exit ${entry.exit}, retry ${entry.retry})`,
    `  ${entry.message}`,
    `  Next step: ${entry.remedy}`,
    "",
  ].join("\n");
}

function parseCode(input: string): Code {
  if (isCode(input)) return input;
  const names = codes.map((code) => code.split("/")[1] ?? code);
  const meant = nearest(input, codes) ??
    codes[names.indexOf(nearest(input, names) ?? "")];
  throw new Failure("request/usage", {
    message: `There is no error code ${quoted(input)}${didYouMean(meant)}`,
    remedy: "See them all: modly-codex-image errors",
  });
}

/** `errors`: the catalogue of machine codes. */
export const errorsCommand: Command<CliContext> = buildCommand<
  ErrorsFlags,
  [Code | undefined],
  CliContext
>({
  func: errors,
  parameters: {
    flags: { json: jsonFlag },
    positional: {
      kind: "tuple",
      parameters: [{
        placeholder: "CODE",
        brief: "One machine code; all of them if not given",
        parse: parseCode,
        optional: true,
        proposeCompletions: () => codes,
      }],
    },
  },
  docs: {
    brief: "Explain the machine codes of failures",
    fullDescription: story([
      { words: "errors", meaning: "Lists every code with its next step" },
      { words: "errors runtime/usage_limit", meaning: "Explains one code" },
    ], "Every failure ends in one of these codes, which keep their meaning."),
  },
});
