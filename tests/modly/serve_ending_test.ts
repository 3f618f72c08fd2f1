import { assert, assertEquals } from "@std/assert";
import { turnBegins, turnEnds } from "../fake_codex/scenario.ts";
import { called, FileGate, until } from "../hostile/waiting.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import { PACE_MS } from "../../src/modly/pacer.ts";
import { endings, generateMessage, Host, linesOf } from "./support_host.ts";
import { handshakes } from "../support/pace.ts";

/** How long Codex may live on after its host has gone, in milliseconds. */
const NOTICED_MS = handshakes(10);

/** A Codex that never finishes its turn. */
function endless(): Promise<FakeFixture> {
  return withFake({ on: { "turn/start": [turnBegins] } });
}

async function codexIsGone({ codex }: FakeFixture): Promise<void> {
  await until(
    "the end of Codex's input",
    async () => (await codex.log()).some(({ event }) => event === "eof"),
    NOTICED_MS,
  );
}

Deno.test("A cancelled job ends once, Codex with it, and the next job works", async () => {
  await using gate = new FileGate();
  await using scene = await withFake({
    on: {
      "turn/start": [[
        ...turnBegins,
        { do: "awaitFile", path: gate.path },
        { do: "image" },
        turnEnds("completed"),
      ]],
    },
  });
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture));
  await called(codex, "turn/start");
  await host.send({ action: "cancel", id: "job-1" });
  await host.hears({ type: "cancelled", id: "job-1" });
  await codexIsGone(scene);
  await gate.open();
  await host.send({ action: "cancel", id: "job-1" });
  await host.send(generateMessage(fixture, { id: "job-2" }));
  await host.hears({ type: "done", id: "job-2" });
  await host.end();
  await host.exit();
  assertEquals(endings(host, "job-1"), ["cancelled"]);
  assertEquals(endings(host, "job-2"), ["done"]);
  await fixture.assertNothingLeft();
});

Deno.test("A Codex that ignores everything is gone soon after its job's cancelling", async () => {
  await using scene = await withFake({
    stubborn: true,
    on: { "turn/start": [turnBegins], "turn/interrupt": [[]] },
  });
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture));
  await called(codex, "turn/start");
  const startedAt = performance.now();
  await host.send({ action: "cancel", id: "job-1" });
  await host.hears({ type: "cancelled", id: "job-1" });
  const took = performance.now() - startedAt;
  assert(took < NOTICED_MS, `It took ${took} ms`);
  await host.end();
  await host.exit();
  await fixture.assertNothingLeft();
});

Deno.test("Cancelling one of two jobs leaves the other alone", async () => {
  await using scene = await endless();
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture, { id: "stays" }));
  await host.send(generateMessage(fixture, { id: "goes" }));
  await until(
    "both turns",
    async () =>
      (await codex.received()).filter(({ method }) => method === "turn/start")
        .length === 2,
  );
  await host.send({ action: "cancel", id: "goes" });
  await host.hears({ type: "cancelled", id: "goes" });
  assertEquals(endings(host, "stays"), []);
  await host.end();
  await host.hears({ type: "cancelled", id: "stays" });
});

Deno.test("A job that is cancelled before Codex answers ends all the same", async () => {
  await using scene = await withFake({ on: { initialize: [[]] } });
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture));
  await called(codex, "initialize");
  await host.send({ action: "cancel", id: "job-1" });
  await host.hears({ type: "cancelled", id: "job-1" });
  assertEquals(endings(host, "job-1"), ["cancelled"]);
});

for (const how of ["end of input", "shutdown", "SIGTERM"] as const) {
  Deno.test(`A runner that ends by ${how} cancels its jobs and leaves nothing`, async () => {
    await using scene = await endless();
    const { fixture, codex } = scene;
    await using host = await Host.start(fixture, { node: "text-to-image" });
    await host.send(generateMessage(fixture));
    await called(codex, "turn/start");
    if (how === "SIGTERM") host.kill(how);
    else if (how === "shutdown") await host.send({ action: "shutdown" });
    else await host.end();
    assertEquals(await host.exit(), 0);
    assertEquals(endings(host, "job-1"), ["cancelled"]);
    await fixture.assertNothingLeft();
  });
}

Deno.test("A runner that is killed takes Codex with it", async () => {
  await using scene = await endless();
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture));
  await called(codex, "turn/start");
  host.kill("SIGKILL");
  await host.exit();
  await codexIsGone(scene);
  await fixture.assertNoProcessLeft();
});

Deno.test("A runner whose host takes its output away still ends", async () => {
  await using scene = await endless();
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture));
  await called(codex, "turn/start");
  await host.deafen();
  await host.end();
  assertEquals(await host.exit(), 0);
  await fixture.assertNothingLeft();
});

Deno.test("Progress comes at most twice a second and ends with the job", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture));
  await host.hears({ type: "done" });
  await host.end();
  await host.exit();
  const progress = linesOf(host, "job-1")
    .filter(({ type }) => type === "progress");
  assert(progress.length > 0);
  for (const { pct, step } of progress) {
    assert(Number.isInteger(pct), String(pct));
    assert(typeof step === "string" && step !== "");
  }
  assertEquals(host.said.at(-1)?.["type"], "done");
  const times = host.said.flatMap(({ type }, index) =>
    type === "progress" ? [host.times[index] ?? 0] : []
  );
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  // What is written on time may be read a little late, and the next then early.
  assert(gaps.every((gap) => gap > PACE_MS * 0.7), gaps.join(", "));
});
