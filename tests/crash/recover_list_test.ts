/** Proves what `recover` lists, with the real program and no Codex. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { heavyPng, jpeg, png } from "../backend/pictures.ts";
import { TARGET } from "../hostile/cases.ts";
import { leaveImage } from "../output/dead_job.ts";
import { Fixture, withFake } from "../support/fixture.ts";
import { ageTemporary } from "./after_kill.ts";
import { jobFor, killAt } from "./forms.ts";
import { startOn } from "./disk.ts";
import { listRecoverable, onlyRecoverable, saveAsCodex } from "./listing.ts";

/** Every file and folder of a test, with the time of its last change. */
async function everything(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    const { mtime } = await Deno.lstat(path);
    found.push(`${path} ${mtime?.getTime()}`);
    if (isDirectory) found.push(...await everything(path));
  }
  return found.sort();
}

Deno.test("recover finds a killed job's image, and changes nothing by looking", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  await killAt(fixture, { at: "written" }, jobFor("a cat", "a/b/cat.png"));
  await ageTemporary(fixture);
  fixture.env["CODEX_BIN"] = join(fixture.root, "no-codex");
  const before = await everything(fixture.root);
  const found = await onlyRecoverable(fixture);
  assertEquals(await everything(fixture.root), before);
  assertEquals(found.place, "workspace");
  assert(found.path.startsWith(join(fixture.workspace, "a", "b", ".cat.")));
  assertEquals(await Deno.readFile(found.path), png());
  assertEquals([found.format, found.width, found.height], ["png", 8, 8]);
  assertEquals(found.bytes, png().length);

  const run = await fixture.run(["recover", "--publish", found.id]);
  const path = join(fixture.workspace, "codex", `recovered-${found.id}.png`);
  assertEquals([run.code, run.stdout, run.stderr], [0, `${path}\n`, ""]);
  assertEquals(await Deno.readFile(path), png());
  assertEquals((await listRecoverable(fixture)).images, []);
  await assertGone(found.path);
});

Deno.test("recover lists no half image, nothing of a living job, and nothing that is published", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  const { workspace } = fixture;
  const half = heavyPng(5_000).subarray(0, 2_500);
  await leaveImage(workspace, "half", "part", half);
  await leaveImage(workspace, "there", "part", jpeg());
  await Deno.writeFile(join(workspace, "copy.jpg"), jpeg());
  const run = await startOn(
    { stopAt: "secured" },
    fixture,
    jobFor("a cat", TARGET),
  );
  await run.said("stopped at secured");
  assertEquals((await listRecoverable(fixture)).images, []);
  run.kill("SIGKILL");
  await run.result;
  assertEquals((await onlyRecoverable(fixture)).bytes, png().length);
  await ageTemporary(fixture);
});

Deno.test("recover counts an image once, however often it lies about, and prefers our own file", async () => {
  await using fixture = await Fixture.make();
  await saveAsCodex(fixture, "ig_1.png", png());
  await saveAsCodex(fixture, "ig_2.png", png());
  await leaveImage(fixture.workspace, "cat", "png", png());
  assertEquals((await onlyRecoverable(fixture)).place, "workspace");
});

Deno.test("recover lists the newest of Codex's images first, and says when it left some out", async () => {
  await using fixture = await Fixture.make();
  for (let shade = 0; shade < 53; shade++) {
    const name = `ig_${shade}.png`;
    const bytes = png({ colour: [shade, 0, 0] });
    const path = await saveAsCodex(fixture, name, bytes);
    await Deno.utime(path, 1_000 + shade, 1_000 + shade);
  }
  const { images, warnings } = await listRecoverable(fixture);
  const names = images.map(({ path }) => /ig_(\d+)/.exec(path)?.[1]);
  assertEquals(names, Array.from({ length: 50 }, (_, n) => String(52 - n)));
  assertEquals(warnings.length, 1);
  assertStringIncludes(warnings[0] ?? "", "53 images");
});

Deno.test({
  name:
    "recover follows no link, out of Codex's folder or out of the workspace",
  // Making links needs a privilege there.
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using fixture = await Fixture.make();
    const outside = join(fixture.root, "outside");
    await Deno.mkdir(outside);
    await leaveImage(outside, "cat", "png", png());
    await Deno.writeFile(join(outside, "ig.png"), png());
    await Deno.symlink(outside, join(fixture.workspace, "link"));
    const thread = join(await saveAsCodex(fixture, "ig.txt", png()), "..");
    await Deno.symlink(join(outside, "ig.png"), join(thread, "ig.png"));
    await Deno.symlink(outside, join(thread, "..", "thread-2"));
    assertEquals((await listRecoverable(fixture)).images, []);
  },
});

Deno.test("recover leaves .git and node_modules out, and says when a workspace is too deep", async () => {
  await using fixture = await Fixture.make();
  const { workspace } = fixture;
  for (const name of [".git", "node_modules"]) {
    await Deno.mkdir(join(workspace, name));
    await leaveImage(join(workspace, name), "cat", "png", png());
  }
  assertEquals(await listRecoverable(fixture), {
    schemaVersion: 1,
    ok: true,
    workspace,
    images: [],
    warnings: [],
  });
  const deep = join(workspace, ...Array.from({ length: 20 }, () => "d"));
  await Deno.mkdir(deep, { recursive: true });
  const { warnings } = await listRecoverable(fixture);
  assertEquals(warnings.length, 1);
  assertStringIncludes(warnings[0] ?? "", "Not every folder");
});

Deno.test("recover lists what lies elsewhere when the workspace is gone", async () => {
  await using fixture = await Fixture.make();
  await saveAsCodex(fixture, "ig_1.png", png());
  const gone = join(fixture.root, "gone");
  const { images, workspace, warnings } = await listRecoverable(
    fixture,
    gone,
  );
  assertEquals([images.length, workspace], [1, gone]);
  assertEquals(warnings.length, 1);
  assertStringIncludes(warnings[0] ?? "", "The workspace cannot be used: ");
  assertStringIncludes(warnings[0] ?? "", "--into DIR");
});

async function assertGone(path: string): Promise<void> {
  const found = await Deno.lstat(path).then(() => true, () => false);
  assert(!found, path);
}
