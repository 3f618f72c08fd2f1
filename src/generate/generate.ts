import { checkJob, chooseProgram } from "./check.ts";
import { JobClock } from "./clock.ts";
import type { Job, JobContext } from "./job.ts";
import type { Receipt } from "./receipt.ts";
import { withRecovered } from "./recovered.ts";
import { openJobScratch } from "./scratch.ts";
import { startJob } from "./start.ts";

/**
 * The main job: one request in, one published image out.
 *
 * What needs no process is checked first. Then one Codex process shakes hands
 * while the input images are read and the output is reserved; the turn starts
 * only when all three have passed. The image is made safe as soon as it is
 * there, and gets its final name once the turn has ended.
 *
 * @throws {Failure} with the machine code of whatever went wrong; an image
 * that was made is kept then, and the evidence says where.
 */
export async function generate(
  job: Job,
  context: JobContext,
): Promise<Receipt> {
  await using cleanup = new AsyncDisposableStack();
  const clock = new JobClock(context.progress);

  clock.enter("checking");
  const checked = await checkJob(job, context);
  const program = await chooseProgram(checked.policy, context);

  clock.enter("starting");
  const scratch = await openJobScratch(cleanup);
  const starting = startJob(checked, program, scratch, clock, context);
  // Loaded while Codex starts. Whether it could be is asked below, when what
  // was started is sure to be ended.
  const secondHalf = import("./make_image.ts");
  void Promise.allSettled([secondHalf]);
  const started = await starting;
  const { session, reservation } = started;
  cleanup.defer(() => session.close());
  cleanup.defer(async () => {
    // What went wrong before has already said where the image is.
    await Promise.allSettled([reservation.abandon()]);
  });
  try {
    const { makeImage } = await secondHalf;
    return await makeImage(checked, started, clock, context);
  } catch (thrown) {
    throw withRecovered(thrown, reservation);
  }
}
