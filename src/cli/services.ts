import type { DoctorOptions } from "../generate/doctor.ts";
import type { Failure } from "../errors/failure.ts";
import type { CodexProgram, Job, JobContext } from "../generate/job.ts";
import type { Plan } from "../generate/plan.ts";
import type { Receipt } from "../generate/receipt.ts";
import type {
  Recovered,
  RecoveryOptions,
  RecoveryReport,
  RecoveryWish,
} from "../generate/recovery/recoverable.ts";
import type { ProcessOptions } from "../modly/process/run_process.ts";
import type {
  ReadinessCheck,
  ReadinessOptions,
} from "../modly/readiness/check.ts";
import type { ServeOptions } from "../modly/serve/serve.ts";
import type { SmokeReport } from "../modly/smoke/report.ts";
import type { ExplainedSetting } from "../policy/explain.ts";
import type { PolicyFlag } from "../policy/flags.ts";
import type { LoadedPolicy } from "../policy/loaded.ts";
import type { DoctorReport } from "../preflight/report.ts";

/** What the command line says about the policy. */
export interface PolicyQuestion {
  /** The file of `--policy`. */
  readonly file?: string;
  readonly flags?: readonly PolicyFlag[];
}

/**
 * What the commands have others do. Each part is loaded when it is first
 * called, so that a command only waits for the modules it needs.
 */
export interface Services {
  readonly generate: (job: Job, context: JobContext) => Promise<Receipt>;
  readonly planJob: (job: Job, context: JobContext) => Promise<Plan>;
  readonly doctor: (options: DoctorOptions) => Promise<DoctorReport>;
  /** Images that were made and never published; changes nothing. */
  readonly listRecoverable: (
    options: RecoveryOptions,
  ) => Promise<RecoveryReport>;
  /** Publishes one of them. */
  readonly publishRecovered: (
    wish: RecoveryWish,
    options: RecoveryOptions,
  ) => Promise<Recovered>;
  /** The stand-in for Codex that a rehearsal drives. */
  readonly rehearsalProgram: () => Promise<CodexProgram>;
  /** Plays Codex on this process's own stdin and stdout. */
  readonly runStandIn: () => Promise<void>;
  readonly loadPolicy: (question: PolicyQuestion) => Promise<LoadedPolicy>;
  /** The settings that `key` names, all without one. */
  readonly explainedSettings: (
    loaded: LoadedPolicy,
    key?: string,
  ) => Promise<readonly ExplainedSetting[]>;
  /** The same as lines for people. */
  readonly explainPolicy: (
    loaded: LoadedPolicy,
    key?: string,
  ) => Promise<readonly string[]>;
  /** Throws unless the file at `path` is a valid policy file. */
  readonly checkPolicyFile: (path: string) => Promise<void>;
  readonly policyJsonSchema: () => Promise<object>;
  /** Reads the JSON text of a request. */
  readonly parseJson: (text: string) => Promise<unknown>;
  /** Answers Modly's runner protocol on this process's own stdin. */
  readonly serve: (options: Omit<ServeOptions, "input">) => Promise<void>;
  /** Answers Modly's process protocol on this process's own stdin. */
  readonly runProcess: (
    options: Omit<ProcessOptions, "input">,
  ) => Promise<Failure | undefined>;
  readonly checkReadiness: (
    options: ReadinessOptions,
  ) => Promise<ReadinessCheck>;
  /** Looks at the extension in `folder` as a host does. */
  readonly smoke: (folder: string) => Promise<SmokeReport>;
}
