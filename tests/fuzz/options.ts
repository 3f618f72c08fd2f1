import { parseArgs } from "node:util";
import { SEEDS } from "./run_targets.ts";

/** What the user asks of the fuzzer. */
export interface FuzzOptions {
  readonly seconds: number;
  /** Names of targets. */
  readonly targets: readonly string[];
  readonly seed: number;
  /** Folder of the kept inputs. */
  readonly kept: string;
}

/** Thrown for flags that cannot be followed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Reads the fuzzer's flags.
 *
 * @param known Names of all targets; without `--target` each is run.
 * @param folder Where inputs are kept without `--keep-in`.
 * @throws {UsageError}
 */
export function readOptions(
  args: readonly string[],
  known: readonly string[],
  folder: string,
): FuzzOptions {
  const flags = readFlags(args);
  const { target: targets = known } = flags;
  const unknown = targets.find((target) => !known.includes(target));
  if (unknown !== undefined) {
    throw new UsageError(`--target is one of ${known.join(", ")}`);
  }
  const seconds = Number(flags.seconds ?? 60);
  if (!(seconds > 0)) throw new UsageError("--seconds is a number above 0");
  const seed = Number(flags.seed ?? Math.floor(Math.random() * SEEDS));
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEEDS) {
    throw new UsageError(`--seed is a whole number from 0 to ${SEEDS - 1}`);
  }
  return { seconds, targets, seed, kept: flags["keep-in"] ?? folder };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seconds: { type: "string" },
        target: { type: "string", multiple: true },
        seed: { type: "string" },
        "keep-in": { type: "string" },
      },
    }).values;
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
