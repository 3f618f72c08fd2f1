/** Proves what is left when the product is killed at each step of a job, with a scripted Codex. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import { fakeCodex } from "../fake_codex/launcher.ts";
import { TARGET } from "../hostile/cases.ts";
import { evidence, failure } from "../hostile/documents.ts";
import { ageTemporary } from "./after_kill.ts";
import { type Crash, playCrash, steps } from "./crash.ts";
import { jobFor, killAt } from "./forms.ts";
import { cat, catScene } from "./scene.ts";

async function play(crash: Crash): Promise<void> {
  await using scene = await catScene();
  await playCrash(scene, crash);
}

const withoutLinks = { noLinks: "EPERM" };

/** Steps of other ways to the final name. */
const others: readonly (Crash & { readonly on: string })[] = [
  {
    on: "without hard links",
    disk: withoutLinks,
    at: "placeholder",
    image: "hidden",
  },
  {
    on: "without hard links",
    disk: withoutLinks,
    at: "replacing",
    image: "hidden",
  },
  {
    on: "without hard links",
    disk: withoutLinks,
    at: "replaced",
    image: "published",
  },
  { on: "with --overwrite", overwrite: true, at: "written", image: "hidden" },
  { on: "with --overwrite", overwrite: true, at: "replacing", image: "hidden" },
  {
    on: "with --overwrite",
    overwrite: true,
    at: "replaced",
    image: "published",
  },
];

for (const crash of steps) {
  Deno.test(`killed when ${crash.at}: nothing lost, nothing half, nothing in the way`, () =>
    play(crash));
}

for (const { on, ...crash } of others) {
  Deno.test(`killed when ${crash.at}, ${on}: nothing lost, nothing half, nothing in the way`, () =>
    play(crash));
}

for (const [at, copies] of [["released", 1], ["received", 0]] as const) {
  Deno.test(`killed when ${at}: ${copies} copy of the image is left in Codex's folder`, async () => {
    await using made = await catScene();
    const { fixture } = made;
    await killAt(fixture, { at }, jobFor("a cat", TARGET));
    const images = join(fixture.codexHome, "generated_images");
    const threads = await Array.fromAsync(Deno.readDir(images));
    assertEquals(threads.length, copies);
    assertEquals(await fixture.published(), [TARGET]);
  });
}

Deno.test("the next job tells of the image it found also when it fails", async () => {
  await using made = await catScene();
  const { fixture } = made;
  await killAt(fixture, { at: "synced" }, jobFor("a cat", TARGET));
  await ageTemporary(fixture);
  const folder = join(fixture.root, "fails");
  await Deno.mkdir(folder);
  const { path } = await fakeCodex(folder, {
    on: { "turn/start": [[{ do: "exit", code: 1 }]] },
  });
  const run = await fixture.run(jobFor("a dog", TARGET), {
    env: { CODEX_BIN: path },
  });
  const document = failure(run, "runtime/outcome_unknown", 5);
  const { recovered } = evidence(
    document,
    z.looseObject({ recovered: z.array(z.string()) }),
  );
  assertEquals(recovered.length, 1);
  assertEquals(await Deno.readFile(recovered[0] ?? ""), cat);
  assertEquals((await fixture.published()).length, 1);
  await fixture.assertNothingLeft();
});
