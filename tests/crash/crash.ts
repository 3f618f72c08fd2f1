/** What every test of a crash does: kill the product at a step, look around, and run the next job. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { FakeProgram } from "../fake_codex/launcher.ts";
import { ownWarnings, TARGET } from "../hostile/cases.ts";
import type { Fixture, RunOptions } from "../support/fixture.ts";
import { ageTemporary, assertCodexGone } from "./after_kill.ts";
import { type Form, oneShot, type Stop } from "./forms.ts";
import { listRecoverable } from "./listing.ts";

/** A crash, and what it leaves of the image. */
export interface Crash extends Stop {
  /** There is a file at the target, to be replaced. */
  readonly overwrite?: true;
  /** What the crash finds the image to be. */
  readonly image: "none" | "hidden" | "published";
}

/** Where a crash is played. */
export interface CrashScene {
  readonly fixture: Fixture;
  /** What the job that is killed draws, and what the next one draws. */
  readonly pictures: () => Promise<readonly Uint8Array[]>;
  /** For the next job. */
  readonly next?: RunOptions;
  /** The Codex of the job that is killed, if it is a fake. */
  readonly codex?: FakeProgram;
  /** The command line if not given. */
  readonly form?: Form;
}

/** What each step leaves on a disk that has hard links. */
export const steps: readonly Crash[] = [
  { at: "unclaimed", image: "none" },
  { at: "claimed", image: "none" },
  { at: "reserved", image: "none" },
  { at: "writing", image: "none" },
  { at: "written", image: "hidden" },
  { at: "synced", image: "hidden" },
  { at: "secured", image: "hidden" },
  { at: "linking", image: "hidden" },
  { at: "linked", image: "published" },
  { at: "published", image: "published" },
  { at: "released", image: "published" },
  { at: "received", image: "published" },
];

/** Kills the product at a step and proves that nothing is lost, half or in the way. */
export async function playCrash(
  scene: CrashScene,
  crash: Crash,
): Promise<void> {
  const { fixture, form = oneShot } = scene;
  const folder = form.folder(fixture);
  const target = join(folder, TARGET);
  const { overwrite = false } = crash;
  if (overwrite) await Deno.writeTextFile(target, "old");
  await form.kill(fixture, crash, {
    prompt: "a cat",
    output: TARGET,
    overwrite,
  });
  await assertCodexGone(fixture, scene.codex);
  await assertNothingHalf(folder, crash, scene);

  const name = crash.image === "published" ? "next.png" : TARGET;
  await ageTemporary(fixture);
  const dogWish = { prompt: "a dog", output: name, overwrite };
  const warnings = ownWarnings(await form.run(fixture, dogWish, scene.next));
  const [cat, dog] = await scene.pictures();
  const saved = await savedImages(folder, [TARGET, name]);
  assertEquals(saved.length, crash.image === "hidden" ? 1 : 0);
  assertEquals(warnings.length, saved.length, warnings.join("\n"));
  for (const path of saved) {
    assert(warnings[0]?.includes(path), warnings[0]);
    assertEquals(await Deno.readFile(path), cat);
  }
  assertEquals(await Deno.readFile(join(folder, name)), dog);
  if (crash.image === "published") {
    assertEquals(await Deno.readFile(target), cat);
  }
  await fixture.assertNothingLeft();
  assertEquals((await listRecoverable(fixture)).images, []);
}

/** Whatever is visible has to be whole, and the target what the step says. */
async function assertNothingHalf(
  folder: string,
  { image, at, overwrite }: Crash,
  { pictures }: CrashScene,
): Promise<void> {
  const names = (await Array.fromAsync(Deno.readDir(folder)))
    .map(({ name }) => name).filter((name) => !name.startsWith("."));
  const expected = image === "published"
    ? (await pictures())[0]
    : overwrite
    ? new TextEncoder().encode("old")
    : at === "placeholder" || at === "replacing"
    ? new Uint8Array()
    : undefined;
  assertEquals(names, expected === undefined ? [] : [TARGET]);
  if (expected !== undefined) {
    assertEquals(await Deno.readFile(join(folder, TARGET)), expected);
  }
}

/** Paths of the files in the folder beside those named; hidden ones fail. */
async function savedImages(
  folder: string,
  known: readonly string[],
): Promise<readonly string[]> {
  const names = (await Array.fromAsync(Deno.readDir(folder)))
    .map(({ name }) => name);
  assertEquals(names.filter((name) => name.startsWith(".")), []);
  return names.filter((name) => !known.includes(name))
    .map((name) => join(folder, name));
}
