import { generateMessage, Host } from "../modly/support_host.ts";
import type { Fixture } from "../support/fixture.ts";
import type { Driver, EndedJob, RunningJob } from "./driver.ts";
import { promptOf } from "./stage.ts";

/**
 * Makes what is kept show in the memory that a process has. V8 collects early
 * and not beside the program, and compiles nothing to faster code later; glibc
 * gives back what is freed, for all threads. As they are, 20 to 70 MB that
 * nobody keeps come and go.
 */
const FRUGAL = {
  DENO_V8_FLAGS: [
    "--max-semi-space-size=1",
    "--optimize-for-size",
    "--single-threaded-gc",
    "--no-opt",
    "--no-maglev",
  ].join(","),
  MALLOC_ARENA_MAX: "1",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "131072",
};

/**
 * Gives all jobs to one process, as Modly gives them to a runner. It does jobs
 * side by side, so several at a time means several at once in one process.
 */
export class Serve implements Driver {
  readonly #fixture: Fixture;
  readonly #host: Host;
  #running = 0;

  private constructor(fixture: Fixture, host: Host) {
    this.#fixture = fixture;
    this.#host = host;
  }

  /** Starts the process and waits until it is ready. */
  static async begin(fixture: Fixture): Promise<Serve> {
    const host = await Host.start(fixture, {
      node: "text-to-image",
      env: FRUGAL,
    });
    await host.hears({ type: "ready" });
    return new Serve(fixture, host);
  }

  get resident(): number {
    return this.#host.pid;
  }

  async start(job: number): Promise<RunningJob> {
    this.#running++;
    const begun = performance.now();
    await this.#host.send(generateMessage(this.#fixture, {
      id: `job-${job}`,
      params: { prompt: promptOf(job) },
    }));
    return { job, pid: this.#host.pid, ended: this.#end(job, begun) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#host[Symbol.asyncDispose]();
  }

  async #end(job: number, begun: number): Promise<EndedJob> {
    const ms = () => performance.now() - begun;
    try {
      const done = await this.#host.hears({ type: "done", id: `job-${job}` });
      return { ms: ms(), path: String(done["output_path"]) };
    } catch (error) {
      return { ms: ms(), failure: String(error) };
    } finally {
      // The host reads all its lines for each that it waits for.
      if (--this.#running === 0) this.#host.said.length = 0;
    }
  }
}
