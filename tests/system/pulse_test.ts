import { assert } from "@std/assert";
import { Pulse } from "../../src/system/pulse.ts";
import { timedOut, within } from "../../src/system/within.ts";
import { PATIENCE_MS } from "../support/pace.ts";

/** A time that no test waits for, in milliseconds. */
const LONG = 10 * PATIENCE_MS;

async function inTime(wait: Promise<void>): Promise<void> {
  assert(await within(wait, PATIENCE_MS) !== timedOut);
}

Deno.test("Pulse wakes whoever waits", async () => {
  const pulse = new Pulse();
  const next = pulse.next();
  setTimeout(() => pulse.beat(), 10);
  await inTime(next.within(LONG));
});

Deno.test("Pulse loses no beat between taking the next one and waiting for it", async () => {
  const pulse = new Pulse();
  const next = pulse.next();
  pulse.beat();
  pulse.beat();
  await inTime(next.within(LONG));
});

Deno.test("Pulse does not wake for a beat of before", async () => {
  const pulse = new Pulse();
  pulse.beat();
  const startedAt = performance.now();
  await pulse.next().within(50);
  assert(performance.now() - startedAt >= 45);
});

Deno.test("Pulse wakes all who wait", async () => {
  const pulse = new Pulse();
  const waiting = Promise.all([
    pulse.next().within(LONG),
    pulse.next().within(LONG),
  ]);
  pulse.beat();
  await inTime(waiting.then(() => {}));
});

Deno.test("Pulse waits no time at all for a moment that has passed", async () => {
  const pulse = new Pulse();
  await inTime(pulse.next().within(-LONG));
});
