/** Hosts that start `venv/bin/python runner.py` and speak with it themselves. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { called } from "../hostile/waiting.ts";
import { askedTurns } from "./asked.ts";
import { drawsLater } from "./scenarios.ts";
import { hostTest, IMAGE, type SceneOptions, TEXT } from "./scene.ts";
import { assertRefused, assertShown } from "./shown.ts";

const mode = "subprocess" as const;

/** What hosts tell a runner of its node: upstream the folder alone, the fork more. */
const hosts: Record<string, SceneOptions> = {
  upstream: { mode },
  "the fork": { mode, runnerEnv: { MODEL_ID: "{model_id}" } },
};

for (const [name, options] of Object.entries(hosts)) {
  hostTest(
    `Started as ${name} does, the program makes images in both nodes, unloads and ends`,
    options,
    async (scene) => {
      const { host, folders, codex } = scene;
      await host.discover();
      const params = { prompt: "a cät" };
      for (const model of [TEXT, IMAGE]) {
        const ended = await host.generate({
          job: model,
          model,
          image: png(),
          params,
        });
        await assertShown(ended, folders.workspace);
        await host.unload(model);
        const { code, junk } = await host.shutDown(model);
        assertEquals([code, junk], [0, []]);
      }
      assertEquals((await askedTurns(codex)).map(({ images }) => images), [
        0,
        1,
      ]);
      assertEquals((await host.discover()).models[TEXT]?.downloaded, true);
    },
  );
}

hostTest(
  "A runner survives junk and half lines on its input",
  { mode },
  async (scene) => {
    const { host, folders } = scene;
    await host.discover();
    await assertShown(
      await host.generate({
        job: "first",
        model: TEXT,
        params: { prompt: "1" },
      }),
      folders.workspace,
    );
    await host.say(
      TEXT,
      '\n\nnot json\n{"action":\n[]\n5\n{"action":"generate"\n',
    );
    await assertShown(
      await host.generate({
        job: "second",
        model: TEXT,
        params: { prompt: "2" },
      }),
      folders.workspace,
    );
  },
);

hostTest("A runner tells progress at most twice a second, in whole per cents", {
  mode,
}, async ({ host }) => {
  await host.discover();
  await host.generate({ job: "a", model: TEXT, params: { prompt: "a cat" } });
  const times = host.progress("a").map(({ at }) => at);
  assert(times.length > 0);
  times.forEach((at, index) =>
    assert(index === 0 || at - (times[index - 1] ?? 0) > 0.45)
  );
});

hostTest("A runner cancels by message and goes on", {
  mode,
  scenario: drawsLater,
}, async (scene) => {
  const { host, codex, folders, gate } = scene;
  await host.discover();
  await host.start({ job: "a", model: TEXT, params: { prompt: "a cat" } });
  await called(codex, "turn/start");
  await host.cancel("a", false);
  assertEquals((await host.ended("a")).status, "cancelled");
  await Deno.writeTextFile(gate, "");
  await assertShown(
    await host.generate({ job: "b", model: TEXT, params: { prompt: "b" } }),
    folders.workspace,
  );
});

hostTest(
  "A runner that is killed in a job takes Codex with it; the next one works",
  {
    mode,
    scenario: drawsLater,
  },
  async (scene) => {
    const { host, codex, folders, gate } = scene;
    await host.discover();
    await host.start({ job: "a", model: TEXT, params: { prompt: "a cat" } });
    await called(codex, "turn/start");
    await host.cancel("a");
    assertEquals((await host.ended("a")).status, "error");
    await scene.quiet();
    await scene.age();
    await Deno.writeTextFile(gate, "");
    await assertShown(
      await host.generate({ job: "b", model: TEXT, params: { prompt: "b" } }),
      folders.workspace,
    );
  },
);

hostTest(
  "A runner without its exec bit fails as hosts say it",
  { mode },
  async ({ host, extension }) => {
    await Deno.chmod(join(extension, "venv/bin/python"), 0o644);
    await host.discover();
    const ended = await host.generate({
      job: "a",
      model: TEXT,
      params: { prompt: "a cat" },
    });
    assertEquals(ended.status, "error");
    assert(ended.error?.includes("PermissionError"));
  },
);

hostTest(
  "A runner's error is one sentence that ends with its code",
  { mode },
  async ({ host }) => {
    await host.discover();
    const ended = await host.generate({
      job: "a",
      model: TEXT,
      params: { prompt: " " },
    });
    assertRefused(ended, "request/invalid_prompt");
  },
);
