import type { Fixture } from "../support/fixture.ts";
import type { RunningProduct } from "../support/product.ts";
import type { Driver, EndedJob, RunningJob } from "./driver.ts";
import { peakMemory } from "./facts.ts";
import { promptOf } from "./stage.ts";

/** Starts the product anew for every job, as a script does. */
export class OneShot implements Driver {
  readonly resident = undefined;
  readonly #fixture: Fixture;

  constructor(fixture: Fixture) {
    this.#fixture = fixture;
  }

  async start(job: number): Promise<RunningJob> {
    const args = ["generate", "--prompt", promptOf(job)];
    const running = await this.#fixture.start(args);
    return { job, pid: running.pid, ended: end(running) };
  }

  /** Nothing lives between jobs. */
  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

async function end({ pid, result }: RunningProduct): Promise<EndedJob> {
  const begun = performance.now();
  try {
    const [run, peak] = await Promise.all([result, peakMemory(pid, result)]);
    const { code, stdout, stderr, elapsed } = run;
    return {
      ms: elapsed,
      peakMemory: peak,
      ...(code === 0 ? { path: stdout.trimEnd() } : { failure: stderr }),
    };
  } catch (error) {
    return { ms: performance.now() - begun, failure: String(error) };
  }
}
