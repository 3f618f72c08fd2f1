/** Proves what is left when a runner is killed at a step of its host's job, and what the next one says. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { fakeCodex } from "../fake_codex/launcher.ts";
import { called, until } from "../hostile/waiting.ts";
import { TARGET } from "../hostile/cases.ts";
import { Host } from "../modly/support_host.ts";
import { ageTemporary, assertCodexGone } from "./after_kill.ts";
import { playCrash, steps } from "./crash.ts";
import { type Form, messageFor, served, startServing, told } from "./forms.ts";
import { cat, catScene } from "./scene.ts";

/** Before the part file, in it, and on both sides of each name that it gets. */
const chosen = [
  ...["claimed", "reserved", "writing", "synced", "secured"],
  ...["linking", "linked", "published", "released"],
];

for (const crash of steps.filter(({ at }) => chosen.includes(at))) {
  Deno.test(`A runner killed when ${crash.at}: nothing lost, nothing half, and the next one says so`, async () => {
    await using scene = await catScene();
    await playCrash({ ...scene, form: served }, crash);
  });
}

Deno.test("A runner killed while Codex is asked to stop loses nothing, and the next one says so", async () => {
  await using scene = await catScene({ "turn/interrupt": [[]] });
  const form: Form = {
    ...served,
    kill: async (fixture, stop, wish) => {
      await using host = await startServing(fixture, stop);
      await host.send(messageFor(fixture, wish));
      await called(scene.codex, "turn/interrupt");
      host.kill("SIGKILL");
      await host.exit();
    },
  };
  // Stops there if the kill comes late, when the runner no longer waits for Codex.
  await playCrash({ ...scene, form }, { at: "linking", image: "hidden" });
});

Deno.test("A runner killed with two images in hand loses neither", async () => {
  await using scene = await catScene();
  const { fixture, codex, next } = scene;
  await using host = await startServing(fixture, { at: "linking" });
  for (const output of ["one.png", "two.png"]) {
    await host.send(messageFor(fixture, { prompt: "a cat", output }));
  }
  await until(
    "both jobs' stop",
    () => host.said.filter(({ type }) => type === "stopped").length === 2,
  );
  host.kill("SIGKILL");
  await host.exit();
  await assertCodexGone(fixture, codex);
  await ageTemporary(fixture);
  const wish = { prompt: "a dog", output: TARGET, overwrite: false };
  const { warnings } = await served.run(fixture, wish, next);
  const found = (await fixture.published())
    .filter((name) => name !== `Default/${TARGET}`);
  assertEquals(found.length, 2);
  for (const name of found) {
    const path = join(fixture.workspace, name);
    assertEquals(await Deno.readFile(path), cat);
    assert(warnings.some((text) => text.includes(path)), warnings.join("\n"));
  }
  await fixture.assertNothingLeft();
});

Deno.test("A runner tells of the image it found also when its job fails", async () => {
  await using scene = await catScene();
  const { fixture } = scene;
  const wish = { prompt: "a cat", output: TARGET, overwrite: false };
  await served.kill(fixture, { at: "synced" }, wish);
  await ageTemporary(fixture);
  const folder = join(fixture.root, "fails");
  await Deno.mkdir(folder);
  const { path } = await fakeCodex(folder, {
    on: { "turn/start": [[{ do: "exit", code: 1 }]] },
  });
  await using host = await Host.start(fixture, {
    node: "text-to-image",
    env: { CODEX_BIN: path },
  });
  await host.send(messageFor(fixture, wish));
  await host.hears({ type: "error" });
  const [saved = "", ...others] = await fixture.published();
  assertEquals(others, []);
  assertEquals(told(host).length, 1);
  assertStringIncludes(told(host)[0] ?? "", join(fixture.workspace, saved));
});
