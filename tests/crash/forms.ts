/** The ways to have the product do a job, and to kill it in the middle. */
import { join } from "@std/path";
import { success, type SuccessDocument } from "../hostile/documents.ts";
import { generateMessage, Host, type Said } from "../modly/support_host.ts";
import type { Fixture, RunOptions } from "../support/fixture.ts";
import { type Disk, productOn, startOn, type Step } from "./disk.ts";

/** Where a job stops for ever, and on which disk. */
export interface Stop {
  readonly at: Step;
  readonly disk?: Disk;
}

/** What a job is asked for. */
export interface Wish {
  readonly prompt: string;
  /** Name of the image. */
  readonly output: string;
  readonly overwrite: boolean;
}

/** How the product is asked for jobs. */
export interface Form {
  /** Where their images go. */
  readonly folder: (fixture: Fixture) => string;
  /** Starts a job and kills the product where the job stops. */
  readonly kill: (fixture: Fixture, stop: Stop, wish: Wish) => Promise<void>;
  /** Has a job done; gives back what the product warns of. */
  readonly run: (
    fixture: Fixture,
    wish: Wish,
    options?: RunOptions,
  ) => Promise<Pick<SuccessDocument, "warnings">>;
}

/** The command line: a program for each job. */
export const oneShot: Form = {
  folder: ({ workspace }) => workspace,
  kill: (fixture, stop, wish) => killAt(fixture, stop, wordsFor(wish)),
  run: async (fixture, wish, options) =>
    success(await fixture.run(wordsFor(wish), options)),
};

/** `serve`, as a host speaks to it; it never overwrites. */
export const served: Form = {
  folder: ({ workspace }) => join(workspace, "Default"),
  kill: async (fixture, stop, wish) => {
    await using host = await startServing(fixture, stop);
    await host.send(messageFor(fixture, wish));
    await host.hears({ type: "stopped", at: stop.at });
    host.kill("SIGKILL");
    await host.exit();
  },
  run: async (fixture, wish, options) => {
    await using host = await Host.start(fixture, {
      node: NODE,
      env: options?.env ?? {},
    });
    await host.send(messageFor(fixture, wish));
    await host.hears({ type: "done" });
    await host.end();
    await host.exit();
    return { warnings: told(host) };
  },
};

const NODE = "text-to-image";

/** Starts a runner whose jobs stop at a step. */
export function startServing(
  fixture: Fixture,
  { at, disk }: Stop,
): Promise<Host> {
  const product = productOn({ ...disk, stopAt: at });
  return Host.start(fixture, { node: NODE, ...product });
}

/** A host's question for a job. */
export function messageFor(
  fixture: Fixture,
  { prompt, output }: Pick<Wish, "prompt" | "output">,
): Said {
  return generateMessage(fixture, {
    id: output,
    params: { prompt, output_target: output },
  });
}

/** What a runner has warned its host of. */
export function told({ said }: Host): string[] {
  return said.filter(({ type }) => type === "log")
    .map(({ message }) => String(message));
}

/** Starts a job on a disk that stops at a step, and kills it there. */
export async function killAt(
  fixture: Fixture,
  { at, disk }: Stop,
  args: readonly string[],
): Promise<void> {
  const run = await startOn({ ...disk, stopAt: at }, fixture, args);
  await run.said(`stopped at ${at}`);
  run.kill("SIGKILL");
  await run.result;
}

/** A job as a program asks for it. */
export function jobFor(prompt: string, output: string): readonly string[] {
  return ["generate", "--prompt", prompt, "--output", output, "--json"];
}

function wordsFor({ prompt, output, overwrite }: Wish): readonly string[] {
  return [...jobFor(prompt, output), ...overwrite ? ["--overwrite"] : []];
}
