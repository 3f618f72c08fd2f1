import type { Point, Rule } from "./flatness.ts";

/** One thing that is looked at again and again. */
export interface Measure {
  readonly name: string;
  readonly title: string;
  readonly rule: Rule;
}

/**
 * Most that memory may grow from the first third of a course to the last, in
 * megabytes. In 100 jobs of `serve` it grew by at most 4 in 14 courses on a busy
 * machine; 200 KB that each job keeps make it 12.
 */
export const MEMORY_MB = 6;

/**
 * The same between the jobs of a build, which takes no flags for V8: as V8 is,
 * memory grew by up to 24 before it stayed. Only a long course finds a small
 * leak there.
 */
const BUILD_MEMORY_MB = 40;

/** What holds for the memory between jobs of the program at hand. */
export const RESTING_MEMORY_MB = Deno.env.has("MODLY_TEST_PROGRAM")
  ? BUILD_MEMORY_MB
  : MEMORY_MB;

const none: Rule = { kind: "none" };
const constant: Rule = { kind: "constant" };

/** Everything that is sampled, in the order of the print-out. Megabytes are 10^6 bytes. */
export const measures = [
  { name: "time", title: "time of a job, ms", rule: { kind: "shown" } },
  {
    name: "peakMemory",
    title: "peak memory of a job's process, MB",
    rule: { kind: "bounded", by: MEMORY_MB },
  },
  {
    name: "restingMemory",
    title: "memory between jobs, MB",
    rule: { kind: "bounded", by: RESTING_MEMORY_MB },
  },
  {
    name: "drawingFiles",
    title: "open files while images are drawn",
    rule: constant,
  },
  { name: "restingFiles", title: "open files between jobs", rule: constant },
  { name: "processes", title: "processes that jobs left", rule: none },
  {
    name: "temporary",
    title: "entries in the temporary folder",
    rule: constant,
  },
  {
    name: "surplus",
    title: "files in the workspace beyond the images",
    rule: none,
  },
  { name: "codexImages", title: "left in Codex's own folder", rule: none },
] as const satisfies readonly Measure[];

/** The name of a measure. */
export type MeasureName = typeof measures[number]["name"];

/** What was seen in one course, oldest first. */
export class Samples {
  readonly #points = new Map<MeasureName, Point[]>();

  /** Notes one look; a system that does not tell (`undefined`) leaves no point. */
  add(name: MeasureName, jobs: number, value: number | undefined): void {
    if (value === undefined) return;
    const points = this.#points.get(name) ?? [];
    points.push({ jobs, value });
    this.#points.set(name, points);
  }

  /** The points of one measure; empty when it was never seen. */
  of(name: MeasureName): readonly Point[] {
    return this.#points.get(name) ?? [];
  }
}
