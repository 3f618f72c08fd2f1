/** Hosts that import generator.py into their backend, as all do without a venv. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import manifest from "../../manifest.json" with { type: "json" };
import { png } from "../backend/pictures.ts";
import { askedTurns } from "./asked.ts";
import { hostTest, IMAGE, TEXT } from "./scene.ts";
import { loggedOut } from "./scenarios.ts";
import { assertRefused, assertShown } from "./shown.ts";

/** What later upstream hosts send for a node whose input is text. */
const placeholder = png({ width: 1, height: 1, colour: [0, 0, 0, 0] });

hostTest(
  "A backend lists both models with what the manifest says of them",
  {},
  async ({ host }) => {
    const { models, errors } = await host.discover();
    assertEquals(errors, {});
    assertEquals(Object.keys(models), [TEXT, IMAGE]);
    for (const node of manifest.nodes) {
      const model = models[`${manifest.id}/${node.id}`];
      assertEquals(model?.name, "Codex Local Image Model");
      assertEquals(model?.input, node.input);
      assertEquals(model?.output, "image");
      assertEquals(model?.params_schema, node.params_schema);
      assertEquals(model?.downloaded, true);
      assertEquals(model?.vram_gb, 0);
      assertEquals(model?.killable, false);
    }
  },
);

hostTest(
  "A backend makes an image that the window can show, and tells its steps",
  {
    workspace: "Wörk späce",
  },
  async ({ host, folders, codex }) => {
    await host.discover();
    const ended = await host.generate({
      job: "a",
      model: TEXT,
      params: { prompt: "a cät" },
      collection: "Workflows",
    });
    await assertShown(ended, folders.workspace, "Workflows");
    const [turn] = await askedTurns(codex);
    assertStringIncludes(turn?.words ?? "", "a cät");
    const steps = host.progress("a");
    assert(steps.length > 0);
    assert(steps.every(({ pct }) => pct >= 0 && pct <= 100));
    assert(steps.every(({ step }) => step !== ""));
  },
);

hostTest(
  "The node decides the mode, whatever a host attaches",
  {},
  async ({ host, folders, codex }) => {
    await host.discover();
    const attached = { nothing: new Uint8Array(), placeholder, picture: png() };
    for (const [job, image] of Object.entries(attached)) {
      const ended = await host.generate({
        job,
        model: TEXT,
        image,
        params: { prompt: job },
      });
      await assertShown(ended, folders.workspace);
    }
    const edited = await host.generate({
      job: "edit",
      model: IMAGE,
      image: png(),
      params: { prompt: "edit" },
    });
    await assertShown(edited, folders.workspace);
    assertEquals((await askedTurns(codex)).map(({ images }) => images), [
      0,
      0,
      0,
      1,
    ]);
  },
);

hostTest(
  "Image-to-image without an image is refused before Codex is asked",
  {},
  async ({ host, codex }) => {
    await host.discover();
    const ended = await host.generate({
      job: "a",
      model: IMAGE,
      params: { prompt: "edit" },
    });
    assertRefused(ended, "request/missing_input_image");
    assertEquals(await askedTurns(codex), []);
  },
);

hostTest(
  "Two jobs at once, of one model and of both, get an image each",
  {},
  async ({ host, folders }) => {
    await host.discover();
    const jobs = [["a", TEXT], ["b", TEXT], ["c", IMAGE]] as const;
    const urls = await Promise.all(jobs.map(async ([job, model]) =>
      assertShown(
        await host.generate({
          job,
          model,
          image: png(),
          params: { prompt: job },
        }),
        folders.workspace,
      )
    ));
    assertEquals(new Set(urls).size, 3);
  },
);

hostTest("A failed job shows one sentence with its code and the next step", {
  scenario: loggedOut,
}, async ({ host, fixture }) => {
  await host.discover();
  const ended = await host.generate({
    job: "a",
    model: TEXT,
    params: { prompt: "a cat" },
  });
  const sentence = assertRefused(ended, "preflight/not_authenticated");
  assertStringIncludes(sentence, "codex login");
  assert(!sentence.includes(fixture.root), sentence);
});

hostTest(
  "A 10 MiB image goes through; a larger one is refused in words",
  {},
  async ({ host, folders }) => {
    await host.discover();
    const params = { prompt: "edit" };
    const whole = await host.generate({
      job: "whole",
      model: IMAGE,
      image: png({ bytes: 10_485_760 }),
      params,
    });
    await assertShown(whole, folders.workspace);
    const large = await host.generate({
      job: "large",
      model: IMAGE,
      image: png({ bytes: 12_000_000 }),
      params,
    });
    assertRefused(large, "request/invalid_input_image");
  },
);
