// Proves on the real disk, over generated trees, that a job touches nothing
// outside its workspace and nobody's files inside, whatever stands there and
// whatever is done to it while the job runs.
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import { Failure } from "../../src/errors/failure.ts";
import { checkPlace } from "../../src/output/place.ts";
import type { Reservation } from "../../src/output/reservation.ts";
import { reserveOutput } from "../../src/output/reserve.ts";
import { parseTarget } from "../../src/output/target.ts";
import { isInside, openWorkspace } from "../../src/output/workspace.ts";
import { png } from "../backend/pictures.ts";
import { assertProperty } from "../support/seeded.ts";
import { compare, type Snapshot, snapshot } from "./snapshot.ts";
import {
  anyMeddling,
  anyTree,
  type Ground,
  meddle,
  onTree,
  targetInTree,
} from "./trees.ts";

const picture = png();

const anyJob = fc.record({
  target: targetInTree,
  overwrite: fc.boolean(),
  format: fc.constantFrom("png", "jpeg", "webp"),
});
type Job = typeof anyJob extends fc.Arbitrary<infer Value> ? Value : never;

/** Looks at the target and reserves it; the code of the failure where it is refused. */
async function reserve(
  { ws, spare }: Ground,
  { target: text, overwrite }: Job,
): Promise<Reservation | string> {
  const target = parseTarget(text);
  const workspace = await openWorkspace(ws, "/");
  try {
    await checkPlace(workspace, target, { overwrite });
    return await reserveOutput(workspace, target, {
      overwrite,
      mode: "text-to-image",
      id: "abc123",
      spareFolder: spare,
    });
  } catch (error) {
    return Failure.from(error).code;
  }
}

/** Publishes and ends the reservation; gives back where the image is. */
async function publish(
  reservation: Reservation,
): Promise<{ path: string; published: boolean }> {
  try {
    return { path: (await reservation.publish()).path, published: true };
  } catch (error) {
    const failure = Failure.from(error);
    assertEquals(failure.code, "output/persist_failed");
    return { path: String(failure.evidence["keptPath"]), published: false };
  } finally {
    await reservation.abandon();
  }
}

const refusals: readonly string[] = [
  "output/invalid_target",
  "output/already_exists",
];

Deno.test("a job in any tree publishes one file, or is refused and changes nothing", async (t) => {
  const counts = { published: 0, refused: 0, givenUp: 0 };
  const property = fc.asyncProperty(
    anyTree,
    anyJob,
    fc.nat(4),
    (tree, job, patience) =>
      onTree(tree, async (ground) => {
        const before = await snapshot(ground.root, ground.ws);
        const reservation = await reserve(ground, job);
        if (typeof reservation === "string") {
          counts.refused++;
          assert(refusals.includes(reservation), reservation);
        } else if (patience === 0) {
          counts.givenUp++;
          await reservation.abandon();
        } else {
          counts.published++;
          await reservation.secure(picture, job.format);
          const { path, published } = await publish(reservation);
          assert(published);
          await assertOnlyPublished(ground, before, path, job);
          return;
        }
        const after = await snapshot(ground.root, ground.ws);
        assertEquals(compare(before, after), { added: [], touched: [] });
      }),
  );
  await assertProperty(t, property, 250);
  for (const count of Object.values(counts)) assert(count > 2);
});

Deno.test("a job whose folder is moved, swapped or filled meanwhile touches nothing outside and nobody's files", async (t) => {
  const counts = { published: 0, kept: 0, givenUp: 0 };
  const property = fc.asyncProperty(
    anyTree,
    anyJob,
    fc.nat(4),
    anyMeddling,
    anyMeddling,
    (tree, job, patience, first, second) =>
      onTree(tree, async (ground) => {
        const reservation = await reserve(ground, job);
        if (typeof reservation === "string") return;
        await meddle(ground, first, job.target);
        const before = await snapshot(ground.root, ground.ws);
        if (patience === 0) {
          counts.givenUp++;
          await reservation.abandon();
          return await assertOutsideUnchanged(ground, before);
        }
        await reservation.secure(picture, job.format);
        await assertOutsideUnchanged(ground, before);
        await meddle(ground, second, job.target);
        const late = await snapshot(ground.root, ground.ws);
        const texts = await theirTexts(ground.ws);
        const { path, published } = await publish(reservation);
        counts[published ? "published" : "kept"]++;
        assertEquals(await Deno.readFile(path), picture);
        await assertOutsideUnchanged(ground, late);
        const lost = missing(texts, await theirTexts(ground.ws));
        assert(lost.length <= (published && job.overwrite ? 1 : 0), lost[0]);
      }),
  );
  await assertProperty(t, property, 250);
  for (const count of Object.values(counts)) assert(count > 2);
});

/** One file has come, in folders that were made for it; or was replaced, if it might be. */
async function assertOnlyPublished(
  { root, ws }: Ground,
  before: Snapshot,
  path: string,
  { overwrite }: Job,
): Promise<void> {
  const published = await Deno.realPath(path);
  assert(isInside(ws, published));
  assert((await Deno.lstat(published)).isFile);
  assertEquals(await Deno.readFile(published), picture);
  const { added, touched } = compare(before, await snapshot(root, ws));
  const replaced = before.has(published);
  assert(!replaced || overwrite);
  assertEquals(touched, replaced ? [published] : []);
  assert(replaced || added.includes(published));
  const way = added.filter((one) => one !== published);
  assert(way.every((one) => published.startsWith(join(one, "/"))));
}

/** Outside the workspace nothing has changed; the spare folder may have an image. */
async function assertOutsideUnchanged(
  { root, ws, spare }: Ground,
  before: Snapshot,
): Promise<void> {
  const { added, touched } = compare(before, await snapshot(root, ws));
  const outside = [...added, ...touched]
    .filter((path) => !isInside(ws, path) && !isInside(spare, path));
  assertEquals(outside, []);
}

/** What the files of a folder say that are not the job's. */
async function theirTexts(folder: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) texts.push(...await theirTexts(path));
    if (!isFile) continue;
    const text = await Deno.readTextFile(path);
    if (text.startsWith("theirs")) texts.push(text);
  }
  return texts;
}

/** The texts that are there fewer times than before. */
function missing(before: readonly string[], after: readonly string[]) {
  const left = [...after];
  return before.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
