import { assert, assertEquals } from "@std/assert";
import { Pulse } from "../../src/system/pulse.ts";

/** How long `wait` takes, in milliseconds. */
async function timeOf(wait: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await wait();
  return performance.now() - startedAt;
}

Deno.test("Pulse wakes whoever waits", async () => {
  const pulse = new Pulse();
  const next = pulse.next();
  setTimeout(() => pulse.beat(), 10);
  assert(await timeOf(() => next.within(5_000)) < 2_000);
});

Deno.test("Pulse loses no beat between taking the next one and waiting for it", async () => {
  const pulse = new Pulse();
  const next = pulse.next();
  pulse.beat();
  pulse.beat();
  assert(await timeOf(() => next.within(5_000)) < 1_000);
});

Deno.test("Pulse does not wake for a beat of before", async () => {
  const pulse = new Pulse();
  pulse.beat();
  assert(await timeOf(() => pulse.next().within(50)) >= 45);
});

Deno.test("Pulse wakes all who wait", async () => {
  const pulse = new Pulse();
  const waiting = Promise.all([
    pulse.next().within(5_000),
    pulse.next().within(5_000),
  ]);
  pulse.beat();
  assertEquals((await waiting).length, 2);
});

Deno.test("Pulse waits no time at all for a moment that has passed", async () => {
  const pulse = new Pulse();
  assert(await timeOf(() => pulse.next().within(-1_000)) < 500);
});
