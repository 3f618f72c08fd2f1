import { assert, assertEquals } from "@std/assert";
import { judge, type Point, type Rule, thirds } from "./flatness.ts";
import { MEMORY_MB } from "./measures.ts";

const constant: Rule = { kind: "constant" };
const none: Rule = { kind: "none" };
const memory: Rule = { kind: "bounded", by: MEMORY_MB };

/** One point for each of so many jobs. */
function course(jobs: number, value: (job: number) => number): Point[] {
  return Array.from({ length: jobs }, (_, index) => ({
    jobs: index + 1,
    value: value(index + 1),
  }));
}

/** What a collector does to memory: it grows by 12 MB, and every seventh job it is back. */
function sawtooth(job: number): number {
  return 90 + (job % 7) * 2;
}

Deno.test("A leak of one open file for each job is found", () => {
  const leak = course(100, (job) => 24 + job);
  assertEquals(judge(constant, leak), { flat: false, found: "35 to 124" });
  const rare = course(100, (job) => 24 + (job >= 100 ? 1 : 0));
  assert(!judge(constant, rare).flat, "one file at the last job");
});

Deno.test("What comes in the first ten jobs and stays is no leak", () => {
  const warm = course(100, (job) => Math.min(job, 10) + 14);
  assertEquals(judge(constant, warm), { flat: true, found: "24 throughout" });
  const late = course(100, (job) => Math.min(job, 12) + 14);
  assert(!judge(constant, late).flat);
});

Deno.test("A leak of 200 KB for each of 100 jobs is found among what a collector does", () => {
  const leak = course(100, (job) => sawtooth(job) + job * 0.2);
  assert(!judge(memory, leak).flat, judge(memory, leak).found);
});

Deno.test("A leak of 15 KB for each of 1,000 jobs is found", () => {
  assert(
    !judge(memory, course(1_000, (job) => sawtooth(job) + job * 0.015)).flat,
  );
});

Deno.test("A collector's ups and downs, and one large job, are no leak", () => {
  assert(judge(memory, course(100, sawtooth)).flat);
  assert(judge(memory, course(1_000, sawtooth)).flat);
  const burst = course(100, (job) => sawtooth(job) + (job === 95 ? 300 : 0));
  assert(judge(memory, burst).flat);
});

Deno.test("Memory that falls is flat", () => {
  const verdict = judge(memory, course(100, (job) => 200 - job));
  assertEquals(verdict, {
    flat: true,
    found: "145 (100 to 189), first third 175, last 115",
  });
});

Deno.test("What may not be there counts from the first job on", () => {
  assert(judge(none, course(100, () => 0)).flat);
  const early = course(100, (job) => (job === 1 ? 1 : 0));
  assertEquals(judge(none, early), { flat: false, found: "0 to 1" });
});

Deno.test("Looks that come only after every eighth job are judged by the job", () => {
  const points = course(13, (look) => look * 8)
    .map(({ value }) => ({ jobs: value, value }));
  assertEquals(thirds(points), { first: 28, last: 92 });
});

Deno.test("Times are shown and not judged", () => {
  const slower = course(100, (job) => 300 + job);
  assertEquals(judge({ kind: "shown" }, slower), {
    flat: true,
    found: "351 (301 to 400)",
  });
});
