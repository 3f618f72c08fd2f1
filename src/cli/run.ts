import { ArgumentScannerError, run as runApplication } from "@stricli/core";
import { app } from "./app.ts";
import { Failure } from "../errors/failure.ts";
import type { CliContext } from "./context.ts";
import { failureOf, lostOutput, reportFailure } from "./failing.ts";
import { checkFlagNames } from "./flag_names.ts";
import { helpText, shortHelp } from "./help.ts";
import { wantsJson } from "./json_flag.ts";
import { isGroup, locate, type Place } from "./place.ts";
import { usageFailure, withHelp } from "./usage.ts";
import { readableWords } from "./words.ts";

/** Exit code for a command line without a command: that of `request/usage`. */
const USAGE = 2;

/**
 * Runs one command line to its end: its result is on stdout, everything else
 * on stderr.
 *
 * @param words The command line after the program's name.
 * @returns The exit code; never throws.
 */
export async function run(
  words: readonly string[],
  context: CliContext,
): Promise<number> {
  let exitCode: number;
  try {
    exitCode = await dispatch(readableWords(words), context);
  } catch (thrown) {
    const failure = failureOf(thrown, context.signal);
    reportFailure(failure, { context, json: wantsJson(words) });
    exitCode = failure.exit;
  }
  const lost = lostOutput(context.process.stdout.problem);
  if (lost === undefined || exitCode !== 0) return exitCode;
  reportFailure(lost, { context, json: false });
  return lost.exit;
}

async function dispatch(
  words: readonly string[],
  context: CliContext,
): Promise<number> {
  const place = locate(app.root, words);
  checkFlagNames(place);
  if (isGroup(place.target) && withoutFlags(place)) {
    context.process.stderr.write(
      place.path.length === 0
        ? shortHelp(place.target)
        : helpText(place.path, place.target),
    );
    return USAGE;
  }
  try {
    await runApplication(app, words, context);
  } catch (thrown) {
    if (thrown instanceof ArgumentScannerError) {
      throw usageFailure(thrown, place);
    }
    throw thrown instanceof Failure ? withHelp(thrown, place) : thrown;
  }
  return Number(context.process.exitCode ?? 0);
}

function withoutFlags({ rest }: Place): boolean {
  return rest.length === 0 || rest[0] === "--";
}
