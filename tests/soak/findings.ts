import type { CourseResult } from "./course.ts";
import { judge, type Point, type Verdict } from "./flatness.ts";
import { measures } from "./measures.ts";

/** What was found of one measure. */
export interface Finding extends Verdict {
  readonly title: string;
  readonly points: readonly Point[];
}

/** Judges everything that was sampled in a course. */
export function findings({ samples }: CourseResult): Finding[] {
  return measures.flatMap(({ name, title, rule }) => {
    const points = samples.of(name);
    if (points.length === 0) return [];
    return [{ title, points, ...judge(rule, points) }];
  });
}

/** Everything that is wrong with a course, in sentences; empty when it was flat. */
export function faults(result: CourseResult): string[] {
  const { course: { jobs }, images, paid, failures, left } = result;
  const [failure] = failures;
  return [
    ...findings(result).filter(({ flat }) => !flat)
      .map(({ title, found }) => `Not flat: ${title}: ${found}`),
    images !== jobs && `There are ${images} images for ${jobs} jobs`,
    paid !== jobs && `The service was asked ${paid} times for ${jobs} jobs`,
    failure && `${failures.length} jobs failed, such as ${failure}`,
    left && `Left at the end: ${left}`,
  ].flatMap((fault) => fault || []);
}
