/** Cancelling in a host that has imported generator.py, and hosts that die. */
import { assertEquals } from "@std/assert";
import { png } from "../backend/pictures.ts";
import { called, calls, until } from "../hostile/waiting.ts";
import { hostTest, IMAGE, type Scene, TEXT } from "./scene.ts";
import { drawsLater, silentHandshake } from "./scenarios.ts";
import { assertShown } from "./shown.ts";

/** As many as show that a second one differs from the first; `packaged/` has 20. */
const ROUNDS = 3;

async function assertCancelled(scene: Scene, job: string): Promise<void> {
  await scene.host.cancel(job);
  const ended = await scene.host.ended(job);
  assertEquals(ended.status, "cancelled", ended.error);
  await scene.quiet();
}

async function assertWorks({ host, folders, gate }: Scene): Promise<void> {
  await Deno.writeTextFile(gate, "");
  const job = crypto.randomUUID();
  const ended = await host.generate({
    job,
    model: TEXT,
    params: { prompt: "a cat" },
  });
  await assertShown(ended, folders.workspace);
  await Deno.remove(gate);
}

hostTest("Cancelled again and again, a model makes an image after each", {
  scenario: drawsLater,
}, async (scene) => {
  const { host, codex } = scene;
  await host.discover();
  for (let round = 0; round < ROUNDS; round++) {
    const job = `round ${round}`;
    await host.start({ job, model: TEXT, params: { prompt: job } });
    const turns = round * 2 + 1;
    await until(job, async () => await calls(codex, "turn/start") === turns);
    await assertCancelled(scene, job);
    await assertWorks(scene);
  }
});

hostTest(
  "A job is cancelled before Codex has answered, and before it is started",
  {
    scenario: silentHandshake,
  },
  async (scene) => {
    const { host, codex } = scene;
    await host.discover();
    await host.start({
      job: "early",
      model: IMAGE,
      image: png(),
      params: { prompt: "x" },
    });
    await host.cancel("early");
    assertEquals((await host.ended("early")).status, "cancelled");
    await host.start({
      job: "soon",
      model: IMAGE,
      image: png(),
      params: { prompt: "x" },
    });
    await called(codex, "initialize");
    await assertCancelled(scene, "soon");
    await assertWorks(scene);
  },
);

hostTest(
  "When the host dies in a job, the program and Codex end by themselves",
  {
    scenario: drawsLater,
  },
  async ({ host, codex, fixture }) => {
    await host.discover();
    await host.start({ job: "a", model: TEXT, params: { prompt: "a cat" } });
    await called(codex, "turn/start");
    await host.crash();
    await fixture.assertNothingLeft();
    assertEquals(await fixture.published(), []);
  },
);
