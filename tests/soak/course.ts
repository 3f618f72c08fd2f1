/** Gives the product many jobs and looks at it all the while. */
import { AssertionError } from "node:assert/strict";
import type { Fixture } from "../support/fixture.ts";
import type { Driver, RunningJob } from "./driver.ts";
import type { Samples } from "./measures.ts";
import { OneShot } from "./one_shot.ts";
import { Serve } from "./serve.ts";
import { Stage } from "./stage.ts";
import { Tally } from "./tally.ts";
import { Watch } from "./watch.ts";

/** A process for each job, or one that gets them all. */
export type Form = "one-shot" | "serve";

/** How many jobs are given in which way. */
export interface Course {
  readonly form: Form;
  readonly atOnce: number;
  readonly jobs: number;
  /** The version of the genuine Codex. */
  readonly codex: string;
}

/** What came of a course. */
export interface CourseResult {
  readonly course: Course;
  readonly samples: Samples;
  /** Published images that are whole, different, and the one that their job was given. */
  readonly images: number;
  /** Turns or pictures that the service was asked for. */
  readonly paid: number;
  /** Why jobs failed. */
  readonly failures: readonly string[];
  /** What is left when all is over, where something is. */
  readonly left: string | undefined;
}

/**
 * Runs a course. Jobs start in waves, so that there is a moment in which all of
 * a wave wait for their pictures, and one in which nothing runs: what is
 * counted then does not depend on luck.
 *
 * @param tell Is told how many jobs have ended.
 */
export async function runCourse(
  course: Course,
  tell: (ended: number) => void = () => {},
): Promise<CourseResult> {
  await using stage = await Stage.open(course.codex);
  const { fixture } = stage;
  const tally = new Tally();
  const samples = await withDriver(course.form, fixture, async (driver) => {
    const watch = new Watch(fixture, driver.resident);
    for (const wave of waves(course)) {
      const jobs = await startWave(wave, stage, driver);
      if (jobs.length === course.atOnce) await watch.whileDrawing(jobs);
      stage.draw();
      for (const { job, ended } of jobs) {
        const end = await ended;
        watch.samples.add("time", job, end.ms);
        watch.samples.add("peakMemory", job, end.peakMemory);
        await tally.add(job, end);
      }
      const last = wave.at(-1) ?? 0;
      await watch.betweenJobs(last, tally.images);
      tell(last);
    }
    return watch.samples;
  });
  return {
    course,
    samples,
    images: tally.images,
    paid: stage.paid,
    failures: tally.failures,
    left: await whatIsLeft(fixture),
  };
}

async function withDriver<T>(
  form: Form,
  fixture: Fixture,
  work: (driver: Driver) => Promise<T>,
): Promise<T> {
  await using driver = form === "serve"
    ? await Serve.begin(fixture)
    : new OneShot(fixture);
  return await work(driver);
}

/** The numbers of the jobs, from 1, wave by wave. */
function* waves({ jobs, atOnce }: Course): Generator<number[]> {
  for (let first = 1; first <= jobs; first += atOnce) {
    const length = Math.min(atOnce, jobs - first + 1);
    yield Array.from({ length }, (_, index) => first + index);
  }
}

/** Starts jobs together; resolves when each is in its turn, or has failed before. */
async function startWave(
  wave: readonly number[],
  stage: Stage,
  driver: Driver,
): Promise<readonly RunningJob[]> {
  wave.forEach((job) => stage.expect(job));
  const jobs = await Promise.all(wave.map((job) => driver.start(job)));
  await Promise.all(
    jobs.map(({ job, ended }) => Promise.race([stage.asked(job), ended])),
  );
  return jobs;
}

async function whatIsLeft(fixture: Fixture): Promise<string | undefined> {
  try {
    await fixture.assertNothingLeft();
    return undefined;
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
}
