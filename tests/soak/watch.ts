import { join } from "@std/path";
import type { Fixture } from "../support/fixture.ts";
import { MARKER } from "../support/survivors.ts";
import type { RunningJob } from "./driver.ts";
import {
  entriesOf,
  GONE_MS,
  memory,
  openFiles,
  surplusProcesses,
} from "./facts.ts";
import { Samples } from "./measures.ts";

/** Looks at the product's processes and folders in the course of many jobs. */
export class Watch {
  readonly samples = new Samples();
  readonly #fixture: Fixture;
  /** The product's process that lives between jobs. */
  readonly #resident: number | undefined;

  constructor(fixture: Fixture, resident: number | undefined) {
    this.#fixture = fixture;
    this.#resident = resident;
  }

  /** Looks at jobs that wait for their pictures. */
  async whileDrawing(running: readonly RunningJob[]): Promise<void> {
    const processes = new Map(running.map(({ pid, job }) => [pid, job]));
    for (const [pid, job] of processes) {
      this.samples.add("drawingFiles", job, await openFiles(pid));
    }
  }

  /**
   * Looks when nothing runs.
   *
   * @param jobs How many have ended.
   * @param images How many of them were published.
   */
  async betweenJobs(jobs: number, images: number): Promise<void> {
    const { samples } = this;
    const { temporary, codexHome } = this.#fixture;
    samples.add("processes", jobs, await this.#strayProcesses());
    if (this.#resident !== undefined) {
      const { now } = await memory(this.#resident) ?? {};
      samples.add("restingMemory", jobs, now);
      samples.add("restingFiles", jobs, await openFiles(this.#resident));
    }
    samples.add("temporary", jobs, await entriesOf(temporary));
    const files = await this.#fixture.published();
    samples.add("surplus", jobs, files.length - images);
    const codexImages = join(codexHome, "generated_images");
    samples.add("codexImages", jobs, await entriesOf(codexImages));
  }

  /** Processes that are known to stay are not waited for again. */
  async #strayProcesses(): Promise<number | undefined> {
    const staying = this.samples.of("processes").at(-1)?.value ?? 0;
    return await surplusProcesses(
      this.#fixture.env[MARKER] ?? "",
      this.#resident === undefined ? 0 : 1,
      staying > 0 ? 0 : GONE_MS,
    );
  }
}
