import type { CliContext, Look } from "../../src/cli/context.ts";
import { run } from "../../src/cli/run.ts";
import type { Services } from "../../src/cli/services.ts";
import { style } from "../../src/cli/style.ts";
import type { Job, JobContext } from "../../src/generate/job.ts";
import { HERE, loadedPolicy, plan, ready, receipt } from "./samples.ts";

/** What a test changes of the fake surroundings. */
export interface FakeOptions {
  readonly services?: Partial<Services>;
  readonly env?: Readonly<Record<string, string>>;
  /** Texts that can be read, by the name that is asked for. */
  readonly files?: Readonly<Record<string, string>>;
  /** Both output streams are terminals that can do everything. */
  readonly terminal?: boolean;
  readonly signal?: AbortSignal;
  /** Called with what is registered to run when the program exits. */
  readonly atExit?: (cleanUp: () => void) => void;
  readonly stdoutProblem?: Error;
}

/** What one command line did. */
export interface FakeRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Services that succeed at once and do nothing. */
export const idleServices: Services = {
  generate: () => Promise.resolve(receipt),
  planJob: () => Promise.resolve(plan),
  doctor: () => Promise.resolve(ready),
  listRecoverable: () =>
    Promise.resolve({ workspace: HERE, images: [], warnings: [] }),
  publishRecovered: () => Promise.reject(new Error("Nothing to recover")),
  rehearsalProgram: () => Promise.resolve({ path: "/stand-in", args: ["x"] }),
  runStandIn: () => Promise.resolve(),
  loadPolicy: () => Promise.resolve(loadedPolicy),
  explainedSettings: ({ settings }) =>
    Promise.resolve(
      settings.map((setting) => ({ ...setting, description: "What it is" })),
    ),
  explainPolicy: () => Promise.resolve(["one", "two"]),
  checkPolicyFile: () => Promise.resolve(),
  policyJsonSchema: () => Promise.resolve({ type: "object" }),
  parseJson: (text) => Promise.resolve(JSON.parse(text)),
  serve: () => Promise.resolve(),
  runProcess: () => Promise.resolve(undefined),
  checkReadiness: () =>
    Promise.reject(new Error("Not part of the command line")),
  smoke: () => Promise.resolve({ ok: true, platform: "a/b", checks: [] }),
};

/** Runs one command line in fake surroundings, where nothing is real. */
export async function runFake(
  words: readonly string[],
  options: FakeOptions = {},
): Promise<FakeRun> {
  const { env = {}, files = {}, terminal = false, stdoutProblem } = options;
  const out: string[] = [];
  const err: string[] = [];
  const look: Look = {
    live: terminal,
    colour: terminal,
    unicode: terminal,
    style: style(terminal),
    columns: () => 60,
  };
  const context: CliContext = {
    process: {
      stdout: { write: (text) => void out.push(text), problem: stdoutProblem },
      stderr: { write: (text) => void err.push(text) },
    },
    stdoutLook: look,
    stderrLook: look,
    env: (name) => env[name],
    currentFolder: () => HERE,
    readText: (source) => Promise.resolve(files[source] ?? ""),
    signal: options.signal ?? new AbortController().signal,
    now: () => 0,
    atExit: options.atExit ?? (() => {}),
    services: { ...idleServices, ...options.services },
  };
  const code = await run(words, context);
  return { code, stdout: out.join(""), stderr: err.join("") };
}

/** The job that a command line makes, and what surrounds it. */
export async function jobOf(
  words: readonly string[],
  options: FakeOptions = {},
): Promise<{ readonly job: Job; readonly context: JobContext }> {
  let seen: { job: Job; context: JobContext } | undefined;
  const { code, stderr } = await runFake(words, {
    ...options,
    services: {
      ...options.services,
      generate: (job, context) => {
        seen = { job, context };
        return Promise.resolve(receipt);
      },
    },
  });
  if (seen === undefined) throw new Error(`No job, but ${code}: ${stderr}`);
  return seen;
}
