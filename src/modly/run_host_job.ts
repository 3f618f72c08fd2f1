import { generate } from "../generate/generate.ts";
import type { JobContext } from "../generate/job.ts";
import { newJobId } from "../generate/job_id.ts";
import type { Receipt } from "../generate/receipt.ts";
import { loadPolicy } from "../policy/load.ts";
import type { Environment } from "../system/environment.ts";
import { type HostAsk, hostJob } from "./host_job.ts";

/** Four steps of ending Codex, interrupt included, within a host's second. */
const STEP_MS = 150;

/** What surrounds a host's job. */
export interface HostJobContext extends Omit<JobContext, "policy" | "program"> {
  readonly env: Environment;
}

/**
 * Does one job for a host, by the policy as it is at this moment.
 *
 * @throws {Failure} of whatever stopped the job.
 */
export async function runHostJob(
  ask: HostAsk,
  { env, ...context }: HostJobContext,
): Promise<Receipt> {
  const job = hostJob(ask, newJobId());
  return await generate(job, {
    policy: await loadPolicy({ env }),
    stepMs: STEP_MS,
    ...context,
  });
}
