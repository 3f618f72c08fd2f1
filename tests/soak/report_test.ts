import { assertEquals, assertStringIncludes } from "@std/assert";
import type { CourseResult } from "./course.ts";
import { faults } from "./findings.ts";
import { Samples } from "./measures.ts";
import { report } from "./report.ts";

/** A flat course of 100 jobs in one process, and what a test changes of it. */
function course(
  changes: Partial<CourseResult> = {},
  openFiles: (job: number) => number = () => 24,
): CourseResult {
  const samples = new Samples();
  for (let job = 1; job <= 100; job++) {
    samples.add("time", job, 300);
    samples.add("restingMemory", job, 95);
    samples.add("restingFiles", job, openFiles(job));
    samples.add("processes", job, undefined);
  }
  return {
    course: { form: "serve", atOnce: 1, jobs: 100, codex: "0.169.0" },
    samples,
    images: 100,
    paid: 100,
    failures: [],
    left: undefined,
    ...changes,
  };
}

Deno.test("A flat course has no fault, one row and a chart of what was seen", () => {
  assertEquals(faults(course()), []);
  const lines = report([course()]);
  assertEquals(
    lines[3],
    "| serve, one after the other | 100 of 100 | 300 (300 to 300) | 300, 300 | 95 (95 to 95) | 95, 95 | yes |",
  );
  const text = lines.join("\n");
  assertStringIncludes(text, "open files between jobs");
  assertEquals(text.includes("processes"), false, "nothing was seen of them");
});

Deno.test("Everything that is wrong is told", () => {
  const bad = course({
    images: 99,
    paid: 101,
    failures: ["job 7: refused", "job 8: refused"],
    left: "still alive: codex",
  }, (job) => 24 + job);
  const wrong = [
    "Not flat: open files between jobs: 35 to 124",
    "There are 99 images for 100 jobs",
    "The service was asked 101 times for 100 jobs",
    "2 jobs failed, such as job 7: refused",
    "Left at the end: still alive: codex",
  ];
  assertEquals(faults(bad), wrong);
  const text = report([bad]).join("\n");
  for (const fault of wrong) assertStringIncludes(text, fault);
  assertStringIncludes(text, "| NO |");
  assertStringIncludes(text, "NOT FLAT");
});
