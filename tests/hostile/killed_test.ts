/**
 * Proves what becomes of Codex, and of the image, when the product is killed
 * while Codex works; `tests/crash` kills it at each step on the disk.
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { ageTemporary, assertCodexGone } from "../crash/after_kill.ts";
import { fakeCodex, type FakeProgram } from "../fake_codex/launcher.ts";
import { turnBegins } from "../fake_codex/scenario.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import { job, ownWarnings, TARGET } from "./cases.ts";
import { success, type SuccessDocument } from "./documents.ts";
import { called, FileGate, until } from "./waiting.ts";

Deno.test("Codex ends when the product is killed, and the next job clears up", async () => {
  await using scene = await withFake({ on: { "turn/start": [turnBegins] } });
  const { fixture, codex } = scene;
  const run = await fixture.start(job);
  await called(codex, "turn/start");
  run.kill("SIGKILL");
  await run.result;
  await assertCodexGone(fixture, codex);
  assertEquals(ownWarnings(await nextJob(scene)), []);
  assertEquals(await fixture.published(), [TARGET]);
  await fixture.assertNothingLeft();
});

Deno.test("The image of a killed product is found by the next job", async () => {
  await using scene = await withFake({
    on: {
      "turn/start": [[...turnBegins, { do: "image" }]],
      "turn/interrupt": [[]],
    },
  });
  const { fixture, codex } = scene;
  const run = await fixture.start(job);
  await called(codex, "turn/interrupt");
  run.kill("SIGKILL");
  await run.result;
  await assertCodexGone(fixture, codex);
  const [warning = ""] = ownWarnings(await nextJob(scene));
  const files = await fixture.published();
  assertEquals(files.length, 2);
  for (const file of files) {
    const path = join(fixture.workspace, file);
    assertEquals(await Deno.readFile(path), png());
    assert(!file.startsWith("."), file);
    assert(file === TARGET || warning.includes(path), warning);
  }
  await fixture.assertNothingLeft();
});

Deno.test("The image of a product that was killed while Codex ends is published, and Codex ends all the same", async () => {
  await using gate = new FileGate();
  await using scene = await withFake({
    on: {
      "turn/start": [[...turnBegins, { do: "image" }]],
      end: [[{ do: "awaitFile", path: gate.path }, { do: "default" }]],
    },
  });
  const { fixture, codex } = scene;
  const run = await fixture.start(job);
  const target = join(fixture.workspace, TARGET);
  await until("the end of input", () => hasEnded(codex));
  await until(
    "the image",
    async () => (await fixture.published()).join() === TARGET,
  );
  run.kill("SIGKILL");
  await run.result;
  await gate.open();
  await assertCodexGone(fixture, codex);
  assertEquals(await Deno.readFile(target), png());
  assertEquals(await fixture.published(), [TARGET]);
  await ageTemporary(fixture);
  success(await fixture.run([...job, "--overwrite"]));
  await fixture.assertNothingLeft();
});

async function hasEnded(codex: FakeProgram): Promise<boolean> {
  return (await codex.log()).some((entry) => entry.event === "eof");
}

/** One more job for the same target, with a Codex that does as it should. */
async function nextJob(
  { fixture }: FakeFixture,
): Promise<SuccessDocument> {
  await ageTemporary(fixture);
  const folder = join(fixture.root, "next");
  await Deno.mkdir(folder);
  const { path } = await fakeCodex(folder);
  return success(await fixture.run(job, { env: { CODEX_BIN: path } }));
}
