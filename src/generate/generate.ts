import { Failure } from "../errors/failure.ts";
import { type CheckedJob, checkJob, chooseProgram } from "./check.ts";
import { chooseImage } from "./choose.ts";
import { orCodexCopy } from "./codex_copy.ts";
import { JobClock } from "./clock.ts";
import type { Job, JobContext } from "./job.ts";
import type { Receipt } from "./receipt.ts";
import { openJobScratch } from "./scratch.ts";
import { withRecovered } from "./reserve.ts";
import { type StartedJob, startJob } from "./start.ts";
import { takeTurn } from "./turn.ts";
import { writeReceipt } from "./write_receipt.ts";

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
  const started = await startJob(checked, program, scratch, context);
  const { session, reservation } = started;
  cleanup.defer(() => session.close());
  cleanup.defer(async () => {
    // What went wrong before has already said where the image is.
    await Promise.allSettled([reservation.abandon()]);
  });
  try {
    return await makeImage(checked, started, clock, context);
  } catch (thrown) {
    throw withRecovered(thrown, reservation);
  }
}

/** The second half, from the turn on: it may be charged for. */
async function makeImage(
  checked: CheckedJob,
  started: StartedJob,
  clock: JobClock,
  context: JobContext,
): Promise<Receipt> {
  const { session, reservation } = started;

  clock.enter("generating");
  const outcome = await takeTurn(checked, started, clock, context);
  const image = await chooseImage(outcome, checked, started);

  clock.enter("publishing");
  const [published] = await Promise.all([
    orCodexCopy(image, () => reservation.publish()),
    session.close(),
  ]);
  if (outcome.why === "cancelled") {
    throw new Failure("runtime/cancelled", {
      message: "The job was cancelled when its image was already made",
      remedy: "Take the image from the path given",
      retry: "unsafe",
      evidence: { keptPath: published.path },
    });
  }
  return await writeReceipt({
    checked,
    started,
    outcome,
    image,
    published,
    clock,
  });
}
