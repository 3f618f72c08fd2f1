/** The print-out of a soak, as Markdown. */
import { chart } from "./chart.ts";
import type { Course, CourseResult } from "./course.ts";
import { figure, middleAndRange } from "./figures.ts";
import { faults, findings } from "./findings.ts";
import { type Point, thirds, WARM_UP_JOBS } from "./flatness.ts";
import { MEMORY_MB, RESTING_MEMORY_MB } from "./measures.ts";

const SIZE = { columns: 60, rows: 3 } as const;

/** A course in a few words. */
export function courseName({ form, atOnce }: Course): string {
  return `${form}, ${
    atOnce === 1 ? "one after the other" : `${atOnce} at a time`
  }`;
}

const rules =
  `Flat means: no job leaves a process or a file; open files and temporary
entries are the same after the first ${WARM_UP_JOBS} jobs; memory in the last third of
the jobs is at most ${MEMORY_MB} MB above the first third (\`serve\`: ${RESTING_MEMORY_MB} MB). Memory is that
of a job's own process at its peak, or of \`serve\` between jobs. Times show what
else the computer was doing and are not judged.`;

/** A table of all courses, what was wrong with them, and a chart of everything that was sampled. */
export function report(results: readonly CourseResult[]): string[] {
  return [
    ...results.slice(0, 1).map(({ course }) => `${setting(course)}\n`),
    "| course | images | time of a job, ms | first third, last | memory, MB | first third, last | flat |",
    `|${" --- |".repeat(7)}`,
    ...results.map(row),
    ...results.flatMap((result) =>
      faults(result).map((fault) =>
        `\n- ${courseName(result.course)}: ${fault}`
      )
    ),
    `\n${rules}\n`,
    "```text",
    results.map((result) => charts(result).join("\n")).join("\n\n"),
    "```",
  ];
}

/** What a soak was run with; all its courses have the same jobs and Codex. */
function setting({ jobs, codex }: Course): string {
  const program = Deno.env.has("MODLY_TEST_PROGRAM") ? "a build" : "the source";
  const { os, arch } = Deno.build;
  return `${jobs} jobs in each course: ${program}, Deno ${Deno.version.deno}, ${os} ${arch}, Codex ${codex} and the stand-in of its service`;
}

function row(result: CourseResult): string {
  const { course, samples, images } = result;
  const memory = samples.of(
    course.form === "serve" ? "restingMemory" : "peakMemory",
  );
  const cells = [
    courseName(course),
    `${images} of ${course.jobs}`,
    ...cellsOf(samples.of("time")),
    ...cellsOf(memory),
    faults(result).length === 0 ? "yes" : "NO",
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Median and range, and how it began and ended. */
function cellsOf(points: readonly Point[]): [string, string] {
  if (points.length === 0) return ["not told here", ""];
  const { first, last } = thirds(points);
  return [
    middleAndRange(points.map(({ value }) => value)),
    `${figure(first)}, ${figure(last)}`,
  ];
}

function charts(result: CourseResult): string[] {
  const { course } = result;
  return [
    `${
      courseName(course).toUpperCase()
    }: jobs 1 to ${course.jobs}, from left to right`,
    ...findings(result).flatMap(({ title, points, flat, found }) => {
      const mark = flat ? "" : "  <-- NOT FLAT";
      const lines = chart(points, SIZE);
      return lines.length === 1
        ? [`${lines[0]} ${title}${mark}`]
        : [`${title}: ${found}${mark}`, ...lines];
    }),
  ];
}
