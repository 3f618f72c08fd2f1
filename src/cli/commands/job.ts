import type { CodexProgram, Job, JobContext } from "../../generate/job.ts";
import type { CliContext } from "../context.ts";
import { lostPath } from "../failing.ts";
import { successDocument } from "../json.ts";
import { policyQuestion } from "../policy_question.ts";
import { planText } from "../plan_text.ts";
import { chooseDisplay } from "../progress/choose.ts";
import type { ProgressDisplay } from "../progress/display.ts";
import { mergeRequest } from "../request_fields.ts";
import { workspaceFolder } from "../workspace.ts";
import type { JobFlags } from "./job_flags.ts";

/** What makes a job a rehearsal. */
export interface Rehearsal {
  /** Drawn when neither a prompt nor a request was given. */
  readonly defaultPrompt: string;
  /** What the user is told at the start. */
  readonly notice: string;
}

/**
 * Does one image job, or plans it for `--dry-run`, and prints the outcome:
 * the image's path, or one JSON document.
 *
 * @throws {Failure} of whatever stopped the job.
 */
export async function runJob(
  context: CliContext,
  flags: JobFlags,
  rehearsal?: Rehearsal,
): Promise<void> {
  const { services, process, signal } = context;
  const policy = await services.loadPolicy(policyQuestion(flags));
  const job = await readJob(context, flags, rehearsal);
  const display = openDisplay(context, flags);
  if (rehearsal !== undefined) display.notice(rehearsal.notice);
  const jobContext: JobContext = {
    policy,
    progress: display.listener,
    signal,
    ...await programFor(context, rehearsal),
  };
  const mark = rehearsal === undefined ? {} : { rehearsal: true };
  if (flags.dryRun) {
    const plan = await services.planJob(job, jobContext).finally(display.close);
    process.stdout.write(
      flags.json
        ? successDocument({ ...mark, dryRun: true, ...plan })
        : planText(plan),
    );
    return;
  }
  const receipt = await services.generate(job, jobContext)
    .finally(display.close);
  if (!flags.json) receipt.warnings.forEach(display.warning);
  process.stdout.write(
    flags.json ? successDocument({ ...mark, ...receipt }) : `${receipt.path}\n`,
  );
  const lost = lostPath(process.stdout.problem, receipt.path);
  if (lost !== undefined) throw lost;
}

async function readJob(
  context: CliContext,
  flags: JobFlags,
  rehearsal: Rehearsal | undefined,
): Promise<Job> {
  const fallback = rehearsal === undefined
    ? {}
    : { prompt: rehearsal.defaultPrompt };
  const file = flags.request === undefined
    ? fallback
    : await context.services.parseJson(
      await context.readText(flags.request),
    );
  return {
    request: mergeRequest(flags, file),
    workspace: workspaceFolder(context, flags.workspace),
    overwrite: flags.overwrite ?? false,
  };
}

/** The job's display; it tidies up on every way out and answers the first Ctrl-C. */
function openDisplay(context: CliContext, flags: JobFlags): ProgressDisplay {
  const { stderrLook, process, now, signal } = context;
  const display = chooseDisplay(flags.progress ?? "auto", {
    ...stderrLook,
    write: (text) => process.stderr.write(text),
    now,
  });
  context.atExit(display.close);
  signal.addEventListener("abort", () => {
    display.notice("Stopping; press Ctrl-C again to exit at once");
  }, { once: true });
  return display;
}

async function programFor(
  { services }: CliContext,
  rehearsal: Rehearsal | undefined,
): Promise<{ readonly program?: CodexProgram }> {
  return rehearsal === undefined
    ? {}
    : { program: await services.rehearsalProgram() };
}
