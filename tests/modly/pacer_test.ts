import { assertEquals } from "@std/assert";
import { hostProgress } from "../../src/modly/progress.ts";
import { PACE_MS, Pacer, type Timers } from "../../src/modly/pacer.ts";

/** Time that goes on only when it is told to. */
class FakeTime implements Timers {
  #now = 0;
  #waiting: { readonly at: number; readonly work: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, work: () => void): () => void {
    const entry = { at: this.#now + milliseconds, work };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== entry);
    };
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { work } of due) work();
  }

  get waiting(): number {
    return this.#waiting.length;
  }
}

Deno.test("The first value passes at once, then the newest at each beat", () => {
  const time = new FakeTime();
  const sent: string[] = [];
  const pacer = new Pacer<string>((value) => sent.push(value), time);
  for (const value of ["a", "b", "c"]) pacer.push(value);
  assertEquals(sent, ["a"]);
  time.pass(PACE_MS - 1);
  assertEquals(sent, ["a"]);
  time.pass(1);
  assertEquals(sent, ["a", "c"]);
  pacer.push("d");
  assertEquals(sent, ["a", "c"]);
  time.pass(PACE_MS);
  assertEquals(sent, ["a", "c", "d"]);
  time.pass(PACE_MS);
  pacer.push("e");
  assertEquals(sent, ["a", "c", "d", "e"]);
});

Deno.test("A stopped pacer says nothing more and leaves no timer", () => {
  const time = new FakeTime();
  const sent: string[] = [];
  const pacer = new Pacer<string>((value) => sent.push(value), time);
  pacer.push("a");
  pacer.push("b");
  pacer.stop();
  pacer.push("c");
  assertEquals(time.waiting, 0);
  time.pass(10 * PACE_MS);
  assertEquals(sent, ["a"]);
});

Deno.test("A thousand events in ten seconds are one message at once and twenty later", () => {
  const time = new FakeTime();
  let sent = 0;
  const pacer = new Pacer<number>(() => sent++, time);
  for (let event = 0; event < 1_000; event++) {
    pacer.push(event);
    time.pass(10);
  }
  assertEquals(sent, 21);
});

Deno.test("A notice keeps the stage's per cent", () => {
  const time = new FakeTime();
  const steps: unknown[] = [];
  const { listener } = hostProgress((step) => steps.push(step), time);
  listener({ type: "stage", stage: "generating", elapsedMs: 1 });
  time.pass(PACE_MS);
  listener({ type: "notice", message: "Still at work", elapsedMs: 2 });
  assertEquals(steps, [
    { percent: 10, label: "Codex is making the image" },
    { percent: 10, label: "Still at work" },
  ]);
});
