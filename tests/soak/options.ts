import { parseArgs } from "node:util";
import type { Course, Form } from "./course.ts";
import { FEWEST_JOBS } from "./flatness.ts";

/** How the command is used. */
export const usage =
  `Usage: deno task soak --jobs N [--form one-shot|serve|all] [--at-once 1|8|all] [--codex VERSION]

--jobs N           jobs in each form, at least ${FEWEST_JOBS}
--form FORM        one-shot: a process for each job; serve: one gets them all
--at-once COUNT    one after the other, or eight at a time
--codex VERSION    the genuine Codex that makes the images (0.169.0)

Without --form and --at-once every form runs, in sequence and eight at a time.`;

const forms: readonly Form[] = ["one-shot", "serve"];
const counts = [1, 8];

/**
 * The courses that a command line asks for.
 *
 * @throws {Error} that says what is wrong with the line
 */
export function readOptions(args: readonly string[]): Course[] {
  const { values } = parseArgs({
    args: [...args],
    options: {
      jobs: { type: "string" },
      form: { type: "string", default: "all" },
      "at-once": { type: "string", default: "all" },
      codex: { type: "string", default: "0.169.0" },
    },
  });
  const { codex, jobs } = values;
  if (!/^\d+$/.test(jobs ?? "") || Number(jobs) < FEWEST_JOBS) {
    throw new Error(`--jobs has to be a number from ${FEWEST_JOBS}`);
  }
  const atOnce = chosen("--at-once", values["at-once"], counts);
  return chosen("--form", values.form, forms).flatMap((form) =>
    atOnce.map((count) => ({ form, atOnce: count, jobs: Number(jobs), codex }))
  );
}

function chosen<T extends string | number>(
  flag: string,
  word: string,
  all: readonly T[],
): readonly T[] {
  const found = all.filter((one) => word === "all" || word === `${one}`);
  if (found.length > 0) return found;
  throw new Error(`${flag} has to be one of: ${all.join(", ")}, all`);
}
