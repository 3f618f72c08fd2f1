import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { fakeCodex, type FakeProgram } from "../fake_codex/launcher.ts";
import { turnBegins } from "../fake_codex/scenario.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import { job, ownWarnings, TARGET } from "./cases.ts";
import { success, type SuccessDocument } from "./documents.ts";
import { called, until } from "./waiting.ts";

/** How long Codex may take to notice that the product is gone, in milliseconds. */
const NOTICED_MS = 1_000;

Deno.test("Codex ends when the product is killed, and the next job clears up", async () => {
  await using scene = await withFake({ on: { "turn/start": [turnBegins] } });
  const { fixture, codex } = scene;
  const run = await fixture.start(job);
  await called(codex, "turn/start");
  run.kill("SIGKILL");
  await run.result;
  await until("the end of input", () => hasEnded(codex), NOTICED_MS);
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
  await until("the end of input", () => hasEnded(codex), NOTICED_MS);
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

async function hasEnded(codex: FakeProgram): Promise<boolean> {
  return (await codex.log()).some((entry) => entry.event === "eof");
}

/** One more job for the same target, with a Codex that does as it should. */
async function nextJob(
  { fixture }: FakeFixture,
): Promise<SuccessDocument> {
  // Temporary folders are left alone for their first seconds.
  const old = new Date(Date.now() - 60_000);
  for await (const { name } of Deno.readDir(fixture.temporary)) {
    await Deno.utime(join(fixture.temporary, name), old, old);
  }
  const folder = join(fixture.root, "next");
  await Deno.mkdir(folder);
  const { path } = await fakeCodex(folder);
  return success(await fixture.run(job, { env: { CODEX_BIN: path } }));
}
