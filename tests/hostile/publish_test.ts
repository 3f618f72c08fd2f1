import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { basename, dirname, join } from "@std/path";
import * as z from "zod";
import { keptFolder } from "../../src/system/folders.ts";
import { png } from "../backend/pictures.ts";
import { fakeCodex } from "../fake_codex/launcher.ts";
import { type FakeScenario, turnBegins } from "../fake_codex/scenario.ts";
import {
  type FakeFixture,
  type Fixture,
  withFake,
} from "../support/fixture.ts";
import type { RunningProduct } from "../support/product.ts";
import { atOnce, job, TARGET } from "./cases.ts";
import { evidence, failure, success } from "./documents.ts";
import { called, calls, FileGate } from "./waiting.ts";

const kept = z.looseObject({ keptPath: z.string() });

const listing = z.object({
  images: z.array(
    z.object({ id: z.string(), place: z.string(), path: z.string() }),
  ),
});

/** The product's folder for images that found no place. */
function keptFolderIn({ env }: Fixture): string {
  return keptFolder(Deno.build.os, (name) => env[name]) ?? "";
}

/** The image comes when the gate is open. */
function heldBy(gate: FileGate): FakeScenario {
  return {
    on: {
      "turn/start": [[
        ...turnBegins,
        { do: "awaitFile", path: gate.path },
        { do: "image" },
      ]],
    },
  };
}

/** Starts a job, lets `meanwhile` happen in its turn, and then lets the image come. */
async function during(
  meanwhile: (scene: FakeFixture) => Promise<void>,
  then: (scene: FakeFixture, run: RunningProduct) => Promise<void>,
  args: readonly string[] = job,
): Promise<void> {
  await using gate = new FileGate();
  await using scene = await withFake(heldBy(gate));
  const { env, root } = scene.fixture;
  // Windows' name for the folder that lasts; the others go by HOME.
  env["LOCALAPPDATA"] = join(root, "home");
  const run = await scene.fixture.start(args);
  await called(scene.codex, "turn/start");
  await meanwhile(scene);
  await gate.open();
  await then(scene, run);
  await scene.fixture.assertNothingLeft();
}

Deno.test("A file that appears at the target during the turn is not replaced", () =>
  during(
    ({ fixture }) =>
      Deno.writeTextFile(join(fixture.workspace, TARGET), "somebody else's"),
    async ({ fixture }, run) => {
      const document = failure(await run.result, "output/persist_failed", 7);
      const { keptPath } = evidence(document, kept);
      assertEquals(await Deno.readFile(keptPath), png());
      assertEquals(
        await Deno.readTextFile(join(fixture.workspace, TARGET)),
        "somebody else's",
      );
      assertEquals(
        await fixture.published(),
        [basename(keptPath), TARGET].toSorted(),
      );
    },
  ));

Deno.test("A link that appears at the target during the turn is not followed", () =>
  during(
    async ({ fixture }) => {
      await Deno.writeTextFile(join(fixture.root, "outside"), "outside");
      await Deno.symlink(
        join(fixture.root, "outside"),
        join(fixture.workspace, TARGET),
      );
    },
    async ({ fixture }, run) => {
      const document = failure(
        await run.result,
        "output/persist_failed",
        7,
      );
      const { keptPath } = evidence(document, kept);
      assertEquals(await Deno.readFile(keptPath), png());
      const outside = await Deno.readTextFile(join(fixture.root, "outside"));
      assertEquals(outside, "outside");
    },
    job,
  ));

Deno.test("The image is kept in a folder that lasts when the workspace goes during the turn, and recovered later", () =>
  during(
    ({ fixture }) => Deno.remove(fixture.workspace, { recursive: true }),
    async ({ fixture }, run) => {
      const document = failure(await run.result, "output/persist_failed", 7);
      const { keptPath } = evidence(document, kept);
      assertEquals(dirname(keptPath), keptFolderIn(fixture));
      assertEquals(await Deno.readFile(keptPath), png());
      await Deno.mkdir(fixture.workspace);
      const { images } = listing.parse(
        (await fixture.run(["recover", "--json"])).json(),
      );
      const [image] = images;
      assertEquals([image?.place, image?.path], ["kept", keptPath]);
      const again = ["recover", "--publish", image?.id ?? ""];
      const { stdout } = await fixture.run([...again, "--output", TARGET]);
      assertEquals(stdout, `${join(fixture.workspace, TARGET)}\n`);
      assertEquals(await Deno.readFile(stdout.trimEnd()), png());
      assertEquals(await Array.fromAsync(Deno.readDir(dirname(keptPath))), []);
    },
  ));

Deno.test("The image is kept in the temporary folder when there is no folder that lasts", () =>
  during(
    async ({ fixture }) => {
      await Deno.remove(fixture.workspace, { recursive: true });
      await Deno.remove(join(fixture.root, "home"), { recursive: true });
      await Deno.writeTextFile(join(fixture.root, "home"), "no folder");
    },
    async ({ fixture }, run) => {
      const document = failure(await run.result, "output/persist_failed", 7);
      const { keptPath } = evidence(document, kept);
      assertEquals(dirname(keptPath), fixture.temporary);
      assertEquals(await Deno.readFile(keptPath), png());
      await Deno.remove(keptPath);
      await Deno.mkdir(fixture.workspace);
    },
  ));

Deno.test("An existing target is refused before Codex is started, and replaced with --overwrite", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  const target = join(fixture.workspace, TARGET);
  await Deno.writeTextFile(target, "mine");
  failure(await fixture.run(job), "output/already_exists", 2);
  assertEquals(await codex.log(), []);
  assertEquals(await Deno.readTextFile(target), "mine");
  success(await fixture.run([...job, "--overwrite"]));
  assertEquals(await Deno.readFile(target), png());
  assertEquals(await fixture.published(), [TARGET]);
  await fixture.assertNothingLeft();
});

Deno.test("A failed job with --overwrite leaves the old file alone", async () => {
  await using scene = await withFake({
    on: { "turn/start": [[{ do: "exit", code: 1 }]] },
  });
  const { fixture } = scene;
  const target = join(fixture.workspace, TARGET);
  await Deno.writeTextFile(target, "mine");
  const run = await fixture.run([...job, "--overwrite"]);
  failure(run, "runtime/outcome_unknown", 5);
  assertEquals(await Deno.readTextFile(target), "mine");
  assertEquals(await fixture.published(), [TARGET]);
  await fixture.assertNothingLeft();
});

Deno.test("A .jpg target with the bytes of a PNG becomes .png", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  const args = ["generate", "--prompt", "a cat", "--json"];
  const run = await fixture.run([...args, "--output", "a/picture.jpg"]);
  const document = success(run);
  const path = join(fixture.workspace, "a", "picture.png");
  assertEquals([document.path, document.image.format], [path, "png"]);
  assert(document.warnings.some((text) => text.includes("picture.png")));
  assertEquals(await fixture.published(), ["a/picture.png"]);
  const plain = await fixture.run(
    [...args.slice(0, -1), "--output", "b/picture.jpg"],
  );
  assertEquals(
    plain.stdout,
    `${join(fixture.workspace, "b", "picture.png")}\n`,
  );
  assertStringIncludes(plain.stderr, "picture.png");
  await fixture.assertNothingLeft();
});

Deno.test("A second job for the same target is refused before its turn", () =>
  during(
    async ({ fixture, codex }) => {
      const second = await fixture.run(job);
      failure(second, "output/already_exists", 2);
      assertEquals(await calls(codex, "turn/start"), 1);
    },
    async ({ fixture }, run) => {
      success(await run.result);
      assertEquals(await fixture.published(), [TARGET]);
    },
  ));

Deno.test("Of several jobs that start together for one target, one wins", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  const runs = await Promise.all([1, 2, 3].map(() => fixture.run(job)));
  const [winner, ...rest] = runs.toSorted((a, b) => a.code - b.code);
  assert(winner);
  success(winner);
  for (const run of rest) failure(run, "output/already_exists", 2);
  assertEquals(await calls(codex, "turn/start"), 1);
  assertEquals(await fixture.published(), [TARGET]);
  await fixture.assertNothingLeft();
});

Deno.test("Twenty jobs into one folder publish twenty images, each its own", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  const painters = await Promise.all([1, 2].map(async (shade) => {
    const folder = join(fixture.root, `painter-${shade}`);
    await Deno.mkdir(folder);
    const bytes = png({ colour: [shade, shade, shade] });
    const picture = join(folder, "picture.png");
    await Deno.writeFile(picture, bytes);
    const { path } = await fakeCodex(folder, {
      on: {
        "turn/start": [[
          ...turnBegins,
          { do: "image", picture, saved: "none" },
        ]],
      },
    });
    return { path, bytes };
  }));
  const jobs = Array.from({ length: 10 }, () => painters).flat();
  const args = ["generate", "--prompt", "a cat", "--json", "--output", "many"];
  await atOnce(4, jobs, async ({ path, bytes }) => {
    const env = { CODEX_BIN: path };
    const document = success(await fixture.run(args, { env }));
    assertEquals(await Deno.readFile(document.path), bytes);
  });
  assertEquals((await fixture.published()).length, 20);
  await fixture.assertNothingLeft();
});
