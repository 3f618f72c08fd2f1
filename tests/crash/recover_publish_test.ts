/** Proves how `recover` publishes an image, with the real program and no Codex. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import { jpeg, png } from "../backend/pictures.ts";
import { sha256 } from "../../src/system/sha256.ts";
import { failure } from "../hostile/documents.ts";
import { leaveImage } from "../output/dead_job.ts";
import { Fixture } from "../support/fixture.ts";
import {
  listRecoverable,
  onlyRecoverable,
  recoverable,
  saveAsCodex,
} from "./listing.ts";

const published = z.strictObject({
  schemaVersion: z.literal(1),
  ok: z.literal(true),
  path: z.string(),
  recovered: recoverable,
  warnings: z.array(z.string()),
});

Deno.test("recover publishes an image under the name that its dead job was to give it", async () => {
  await using fixture = await Fixture.make();
  await leaveImage(fixture.workspace, "cat", "part", png());
  const { id } = await onlyRecoverable(fixture);
  const args = ["recover", "--publish", id, "--output", "cat.png", "--json"];
  const document = published.parse((await fixture.run(args)).json());
  assertEquals(document.path, join(fixture.workspace, "cat.png"));
  assertEquals(document.warnings, []);
  assertEquals(await Deno.readFile(document.path), png());
  assertEquals(await fixture.published(), ["cat.png"]);
});

Deno.test("recover publishes elsewhere what a workspace cannot take, and clears it away", async () => {
  await using fixture = await Fixture.make();
  await leaveImage(fixture.workspace, "cat", "part", png());
  const { id } = await onlyRecoverable(fixture);
  const elsewhere = join(fixture.root, "elsewhere");
  await Deno.mkdir(elsewhere);
  const args = ["recover", "--publish", id, "--into", elsewhere];
  const run = await fixture.run([...args, "--output", "cat.png"]);
  assertEquals(run.stdout, `${join(elsewhere, "cat.png")}\n`, run.stderr);
  assertEquals(await Deno.readFile(join(elsewhere, "cat.png")), png());
  assertEquals((await listRecoverable(fixture)).images, []);
});

Deno.test("recover publishes elsewhere when the workspace is gone, and only elsewhere", async () => {
  await using fixture = await Fixture.make();
  const path = await saveAsCodex(fixture, "ig_1.png", png());
  const gone = join(fixture.root, "gone");
  const [waiting] = (await listRecoverable(fixture, gone)).images;
  assertEquals(waiting?.path, path);
  const args = ["recover", "--publish", waiting?.id ?? "", "--workspace", gone];
  failure(
    await fixture.run([...args, "--json"]),
    "output/workspace_unusable",
    2,
  );
  const run = await fixture.run([
    ...[...args, "--into", fixture.workspace, "--output", "cat.png"],
  ]);
  assertEquals(run.stdout, `${join(fixture.workspace, "cat.png")}\n`);
});

Deno.test("recover publishes an image of Codex's that is older than all it lists", async () => {
  await using fixture = await Fixture.make();
  const oldest = await saveAsCodex(fixture, "oldest.png", png());
  await Deno.utime(oldest, 1, 1);
  for (let n = 0; n < 50; n++) {
    await saveAsCodex(fixture, `${n}.png`, png({ colour: [n, 0, 0] }));
  }
  const { images } = await listRecoverable(fixture);
  assertEquals(images.length, 50);
  assertEquals(images.filter(({ path }) => path === oldest), []);
  const id = sha256(png()).slice(0, 8);
  const args = ["recover", "--publish", id, "--output", "cat.png"];
  const run = await fixture.run(args);
  assertEquals(run.stdout, `${join(fixture.workspace, "cat.png")}\n`);
});

Deno.test("recover tells of other images that it saves on the way", async () => {
  await using fixture = await Fixture.make();
  await leaveImage(fixture.workspace, "cat", "part", png());
  await leaveImage(fixture.workspace, "dog", "jpg", jpeg());
  const { images } = await listRecoverable(fixture);
  const cat = images.find(({ format }) => format === "png");
  const args = ["recover", "--publish", cat?.id ?? "", "--output", "x.png"];
  const run = await fixture.run(args);
  assertEquals(run.code, 0);
  const other = "dog-01234567.jpg";
  assertStringIncludes(run.stderr, join(fixture.workspace, other));
  assertEquals(await fixture.published(), [other, "x.png"]);
});

Deno.test("recover copies an image from Codex's folder and leaves it there", async () => {
  await using fixture = await Fixture.make();
  const path = await saveAsCodex(fixture, "ig_1.png", png());
  await saveAsCodex(fixture, "notes.txt", png());
  const found = await onlyRecoverable(fixture);
  assertEquals([found.place, found.path], ["codex", path]);
  const text = await fixture.run(["recover"]);
  assertStringIncludes(text.stdout, "your other Codex sessions");
  assertStringIncludes(text.stdout, `recover --publish ${found.id}`);
  const args = ["recover", "--publish", found.sha256.slice(0, 4)];
  const run = await fixture.run([...args, "--output", "mine/"]);
  assertEquals(
    run.stdout,
    `${join(fixture.workspace, "mine", `recovered-${found.id}.png`)}\n`,
  );
  assertEquals(await Deno.readFile(path), png());
  assertEquals((await listRecoverable(fixture)).images, []);
});

Deno.test("recover keeps to the rules of every target, and loses nothing when it is refused", async () => {
  await using fixture = await Fixture.make();
  const { workspace } = fixture;
  const hidden = await leaveImage(workspace, "cat", "png", png());
  await Deno.writeTextFile(join(workspace, "mine.png"), "mine");
  const { id } = await onlyRecoverable(fixture);
  const refusals = [
    ["../out.png", "output/invalid_target"],
    ["out.gif", "output/unsupported_extension"],
    ["mine.png", "output/already_exists"],
  ] as const;
  const args = ["recover", "--publish", id, "--json", "--output"];
  for (const [target, code] of refusals) {
    failure(await fixture.run([...args, target]), code, 2);
    assertEquals(await Deno.readFile(hidden), png());
  }
  assertEquals(await Deno.readTextFile(join(workspace, "mine.png")), "mine");
  const run = await fixture.run([...args, "mine.png", "--overwrite"]);
  assertEquals(run.code, 0);
  assertEquals(await fixture.published(), ["mine.png"]);
  assertEquals(await Deno.readFile(join(workspace, "mine.png")), png());
});

Deno.test("recover tells the ids that there are when it is given another", async () => {
  await using fixture = await Fixture.make();
  await leaveImage(fixture.workspace, "cat", "png", png());
  const { id } = await onlyRecoverable(fixture);
  const wrong = `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;
  const run = await fixture.run(["recover", "--publish", wrong, "--json"]);
  const document = failure(run, "output/unknown_image", 2);
  assertEquals(document.evidence, { ids: [id] });
  assertStringIncludes(document.message, `did you mean ${id}?`);
});
