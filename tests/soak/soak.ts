/**
 * Gives the product very many jobs and shows that nothing grows:
 * `deno task soak --jobs N`. Codex is genuine, the service is the stand-in.
 * Exits 1 when something was not flat, 2 when the command line is wrong.
 */
import { type Course, type CourseResult, runCourse } from "./course.ts";
import { faults } from "./findings.ts";
import { readOptions, usage } from "./options.ts";
import { courseName, report } from "./report.ts";

/** Jobs between two words on how far it is. */
const TELL_EVERY = 100;

async function say(line: string, stream = Deno.stdout): Promise<void> {
  await stream.write(new TextEncoder().encode(`${line}\n`));
}

async function coursesAskedFor(): Promise<Course[]> {
  try {
    return readOptions(Deno.args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    await say(`${error.message}\n\n${usage}`, Deno.stderr);
    Deno.exit(2);
  }
}

const results: CourseResult[] = [];
for (const course of await coursesAskedFor()) {
  let told = 0;
  const result = await runCourse(course, (ended) => {
    if (ended < told + TELL_EVERY) return;
    told = ended;
    say(`${courseName(course)}: ${ended} of ${course.jobs}`, Deno.stderr);
  });
  results.push(result);
}
for (const line of report(results)) await say(line);
Deno.exit(results.every((result) => faults(result).length === 0) ? 0 : 1);
