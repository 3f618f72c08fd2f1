/**
 * A hundred jobs in the two courses that find most: processes side by side meet
 * each other on the disk, and one process that gets all jobs in sequence keeps
 * what each of them leaks and is looked at after each. `deno task soak` has all
 * four courses and more jobs.
 */
import { assertEquals } from "@std/assert";
import { type Course, runCourse } from "./course.ts";
import { faults } from "./findings.ts";
import { report } from "./report.ts";

const base = { jobs: 100, codex: "0.169.0" };

async function isFlat(course: Course): Promise<void> {
  const result = await runCourse(course);
  assertEquals(faults(result), [], report([result]).join("\n"));
}

Deno.test("A hundred jobs, eight processes at a time, leave a hundred images and nothing else", () =>
  isFlat({ ...base, form: "one-shot", atOnce: 8 }));

Deno.test("A hundred jobs in one process leave it as it was after ten", () =>
  isFlat({ ...base, form: "serve", atOnce: 1 }));
