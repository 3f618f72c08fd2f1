import type { CliContext, CliProcess, Look } from "../../src/cli/context.ts";
import { run } from "../../src/cli/run.ts";
import type { Services } from "../../src/cli/services.ts";
import { style } from "../../src/cli/style.ts";
import type { Job, JobContext } from "../../src/generate/job.ts";
import type { Plan, Receipt } from "../../src/generate/receipt.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import type { LoadedPolicy } from "../../src/policy/loaded.ts";
import type { DoctorReport } from "../../src/preflight/report.ts";

/** Folder that the fake context is in. */
export const HERE = Deno.build.os === "windows" ? "C:\\here" : "/here";

/** A receipt as a finished job gives it. */
export const receipt: Receipt = {
  path: `${HERE}/codex/text-to-image-1.png`,
  mode: "text-to-image",
  image: {
    format: "png",
    width: 1024,
    height: 1024,
    bytes: 5,
    sha256: "ab",
    alpha: "none",
  },
  requested: { size: { asked: "1024x1024", handling: "checked" } },
  codex: {
    version: "0.169.0",
    model: null,
    threadId: "thread",
    itemId: "item",
    revisedPrompt: null,
  },
  timings: { total: 12 },
  warnings: [],
};

/** A plan as a dry run gives it. */
export const plan: Plan = {
  mode: "image-to-image",
  workspace: HERE,
  path: `${HERE}/out.png`,
  overwrite: true,
  images: [{
    role: "primary",
    source: "in.png",
    format: "png",
    width: 2,
    height: 3,
    bytes: 4,
  }],
  codexProgram: null,
  baseInstructions: "Make exactly one image.",
  instruction: "Draw this:\n  a red bicycle",
  warnings: ["Something to know"],
};

/** A report of a computer that is ready. */
export const ready: DoctorReport = {
  ok: true,
  code: "ready",
  checks: [{
    id: "policy",
    status: "ok",
    summary: "The built-in policy is in force",
    evidence: {},
    durationMs: 1.4,
  }],
};

/** The built-in policy, with the story of one value. */
export const loadedPolicy: LoadedPolicy = {
  policy: builtInPolicy(),
  settings: [{
    key: "codex.minimumVersion",
    value: "0.122.0",
    origin: { layer: "built-in", source: "built in" },
    beaten: [],
  }],
};

/** What a test changes of the fake surroundings. */
export interface FakeOptions {
  readonly services?: Partial<Services>;
  readonly env?: Readonly<Record<string, string>>;
  /** Texts that can be read, by the name that is asked for. */
  readonly files?: Readonly<Record<string, string>>;
  /** Stderr is a terminal that can do everything. */
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
  /** The jobs that were started or planned, with their contexts. */
  readonly jobs: readonly (readonly [Job, JobContext])[];
  /** Names of the services that were called, in order. */
  readonly calls: readonly string[];
  /** What those services were given. */
  readonly given: readonly (readonly unknown[])[];
}

/** Runs one command line in fake surroundings, where nothing is real. */
export async function runFake(
  words: readonly string[],
  options: FakeOptions = {},
): Promise<FakeRun> {
  const { env = {}, files = {}, terminal = false, stdoutProblem } = options;
  const out: string[] = [];
  const err: string[] = [];
  const calls: string[] = [];
  const given: unknown[][] = [];
  const jobs: [Job, JobContext][] = [];
  const record = <A extends readonly unknown[], R>(
    name: string,
    call: (...args: A) => R,
  ) =>
  (...args: A): R => {
    calls.push(name);
    given.push([...args]);
    return call(...args);
  };
  const standard = standardServices(jobs);
  const { services: own = {} } = options;
  const services: Services = {
    generate: record("generate", (job, context) => {
      jobs.push([job, context]);
      return (own.generate ?? standard.generate)(job, context);
    }),
    planJob: record("planJob", (job, context) => {
      jobs.push([job, context]);
      return (own.planJob ?? standard.planJob)(job, context);
    }),
    doctor: record("doctor", own.doctor ?? standard.doctor),
    rehearsalProgram: record(
      "rehearsalProgram",
      own.rehearsalProgram ?? standard.rehearsalProgram,
    ),
    runStandIn: record("runStandIn", own.runStandIn ?? standard.runStandIn),
    loadPolicy: record("loadPolicy", own.loadPolicy ?? standard.loadPolicy),
    explainedSettings: record(
      "explainedSettings",
      own.explainedSettings ?? standard.explainedSettings,
    ),
    explainPolicy: record(
      "explainPolicy",
      own.explainPolicy ?? standard.explainPolicy,
    ),
    checkPolicyFile: record(
      "checkPolicyFile",
      own.checkPolicyFile ?? standard.checkPolicyFile,
    ),
    policyJsonSchema: record(
      "policyJsonSchema",
      own.policyJsonSchema ?? standard.policyJsonSchema,
    ),
    parseJson: record("parseJson", own.parseJson ?? standard.parseJson),
  };
  const process: CliProcess = {
    stdout: {
      write: (text) => void out.push(text),
      problem: stdoutProblem,
    },
    stderr: { write: (text) => void err.push(text) },
  };
  const look: Look = {
    live: terminal,
    colour: terminal,
    unicode: terminal,
    style: style(terminal),
    columns: () => 60,
  };
  const context: CliContext = {
    process,
    stdoutLook: look,
    stderrLook: look,
    env: (name) => env[name],
    currentFolder: () => HERE,
    readText: (source) => {
      const text = files[source];
      return text === undefined
        ? Promise.reject(new Error(`No file ${source}`))
        : Promise.resolve(text);
    },
    signal: options.signal ?? new AbortController().signal,
    now: () => 0,
    atExit: options.atExit ?? (() => {}),
    services,
  };
  const code = await run(words, context);
  return { code, stdout: out.join(""), stderr: err.join(""), jobs, calls, given };
}
