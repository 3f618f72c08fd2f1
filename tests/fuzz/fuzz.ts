/**
 * Feeds the product generated and damaged input:
 * `deno task fuzz [--seconds N] [--target NAME]... [--seed N] [--keep-in DIR]`.
 *
 * Inputs that an earlier run has kept come first, then the targets in turn
 * until the time is over. An input on which something does not hold, or that
 * takes too long, is made smaller, kept as a file, and ends the run with exit
 * code 1.
 */
import { fileURLToPath } from "node:url";
import type { Busy } from "./current_input.ts";
import type { FuzzModule } from "./fuzz_target.ts";
import { keepInput, readKeptInputs } from "./kept_inputs.ts";
import { type FuzzOptions, readOptions, UsageError } from "./options.ts";
import type { Finding, Tally } from "./run_targets.ts";
import { watchJob } from "./watch.ts";

/** How long one input may take, in milliseconds. */
export interface TimeLimits {
  /** Longer is a finding. */
  readonly slow: number;
  /** After this it is not waited for. */
  readonly hang: number;
}

const usualLimits: TimeLimits = { slow: 1_000, hang: 15_000 };
const keptFolder = fileURLToPath(new URL("kept", import.meta.url));

/**
 * Fuzzes what a module offers and says on stdout what came of it.
 *
 * @param module Address of a {@linkcode FuzzModule}.
 * @returns the exit code: 0 when everything held, 1 for a finding, 2 for flags
 * that cannot be followed
 */
export async function fuzz(
  args: readonly string[],
  module: string,
  limits: TimeLimits = usualLimits,
): Promise<number> {
  const { fuzzTargets }: FuzzModule = await import(module);
  const names = fuzzTargets.map(({ name }) => name);
  try {
    const options = readOptions(args, names, keptFolder);
    return await run(options, module, limits) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(error.message);
    return 2;
  }
}

/** Gives back whether everything held. */
async function run(
  options: FuzzOptions,
  module: string,
  { slow, hang }: TimeLimits,
): Promise<boolean> {
  const { targets, seed, seconds } = options;
  say(`Fuzzing ${targets.join(", ")} for ${seconds} s with seed ${seed}`);
  const kept = await readKeptInputs(options.kept, targets);
  const problems: (string | undefined)[] = [];
  const outcome = await watchJob(
    { module, targets, seed, lasting: seconds * 1_000, slow, kept },
    hang,
    ({ path, problem }) => {
      problems.push(problem);
      say(`${path}: ${problem ?? "holds now; the file can be deleted"}`);
    },
  );
  if (outcome.kind === "broken") {
    say(outcome.problem);
    return false;
  }
  const replaying = kept[problems.length];
  if (outcome.kind === "hung" && replaying) {
    say(`${replaying.path}: It still took more than ${hang} ms`);
    return false;
  }
  if (outcome.kind === "ended") outcome.tallies.forEach(sayTally);
  const finding = outcome.kind === "ended"
    ? outcome.finding
    : hanging(outcome.busy, targets, hang);
  if (finding === undefined) return problems.every((one) => one === undefined);
  const path = await keepInput(options.kept, finding);
  say(`${finding.target} found, with seed ${finding.seed}: ${finding.problem}`);
  say(`The input is kept in ${path}`);
  return false;
}

function hanging(
  { target, seed, input }: Busy,
  targets: readonly string[],
  hang: number,
): Finding {
  const problem = `It took more than ${hang} ms`;
  return { target: targets[target] ?? "", seed, input, problem };
}

function sayTally({ target, corpus, inputs, taken, spent }: Tally): void {
  const rate = Math.round(inputs / Math.max(spent, 1) * 1_000);
  const share = Math.round(taken / Math.max(inputs, 1) * 100);
  say(
    `${target}: ${inputs} inputs, ${rate} a second, ${share} % taken, from a corpus of ${corpus}`,
  );
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

if (import.meta.main) {
  const all = new URL("all_targets.ts", import.meta.url).href;
  Deno.exit(await fuzz(Deno.args, all));
}
