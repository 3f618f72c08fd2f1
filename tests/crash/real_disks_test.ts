/**
 * Proves on real disks, where a computer gives its users some, what
 * `disks_test.ts` proves on played ones: nothing is paid for in vain and no
 * image is lost.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import { png } from "../backend/pictures.ts";
import { turnBegins } from "../fake_codex/scenario.ts";
import { job, TARGET } from "../hostile/cases.ts";
import { evidence, failure, success } from "../hostile/documents.ts";
import { called, calls, FileGate, until } from "../hostile/waiting.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import type { RunningProduct } from "../support/product.ts";
import { onlyRecoverable } from "./listing.ts";
import {
  fillUp,
  hasRealDisks,
  type RealDisk,
  startOnReal,
  workspaceOf,
} from "./real_disk.ts";

const kept = z.looseObject({ keptPath: z.string() });
const only = { ignore: !await hasRealDisks() };

/** Runs a job on a real disk; the image comes when `gate` is open. */
async function onReal(
  disk: (scene: FakeFixture) => RealDisk,
  body: (
    scene: FakeFixture,
    run: RunningProduct,
    gate: FileGate,
  ) => Promise<void>,
): Promise<void> {
  await using gate = new FileGate();
  await using scene = await withFake({
    on: {
      "turn/start": [[
        ...turnBegins,
        { do: "awaitFile", path: gate.path },
        { do: "image" },
      ]],
    },
  });
  const { fixture } = scene;
  await body(scene, await startOnReal(disk(scene), fixture, job), gate);
  await fixture.assertNothingLeft();
}

/** The image of a job that could not publish it lies in the folder that lasts. */
async function isKept(
  { fixture }: FakeFixture,
  run: RunningProduct,
): Promise<string> {
  const document = failure(await run.result, "output/persist_failed", 7);
  const { keptPath } = evidence(document, kept);
  assert(keptPath.startsWith(join(fixture.root, "home")));
  assertEquals(await Deno.readFile(keptPath), png());
  const { place, path } = await onlyRecoverable(fixture);
  assertEquals([place, path], ["kept", keptPath]);
  return document.message;
}

const refusals = [
  ["size=1m", "the disk is full"],
  ["ro", "the disk is read-only"],
] as const;

for (const [options, reason] of refusals) {
  Deno.test(
    `A job is refused before it costs anything: really, ${reason}`,
    only,
    () =>
      onReal(() => ({ options }), async ({ codex }, run) => {
        const document = failure(
          await run.result,
          "output/workspace_unusable",
          2,
        );
        assertStringIncludes(document.message, reason);
        assertEquals(await calls(codex, "turn/start"), 0);
      }),
  );
}

Deno.test(
  "An image is kept when the disk really fills up during its job",
  only,
  () =>
    onReal(() => ({ options: "size=6m" }), async (scene, run, gate) => {
      await called(scene.codex, "turn/start");
      const workspace = workspaceOf(run, scene.fixture);
      await fillUp(workspace);
      await gate.open();
      assertStringIncludes(await isKept(scene, run), "the disk is full");
    }),
);

Deno.test(
  "An image is kept when the disk is unmounted during its job",
  only,
  () => {
    const goneAt = ({ fixture }: FakeFixture) => join(fixture.root, "go");
    return onReal(
      (scene) => ({ options: "size=6m", goneAt: goneAt(scene) }),
      async (scene, run, gate) => {
        await called(scene.codex, "turn/start");
        await Deno.writeTextFile(goneAt(scene), "");
        await until("the disk is gone", () => isThere(`${goneAt(scene)}.done`));
        await gate.open();
        assertStringIncludes(await isKept(scene, run), "moved or replaced");
        assertEquals(await scene.fixture.published(), []);
      },
    );
  },
);

Deno.test(
  "An image is published on a disk with room for it",
  only,
  () =>
    onReal(() => ({ options: "size=6m" }), async ({ fixture }, run, gate) => {
      await gate.open();
      const { path } = success(await run.result);
      assertEquals(path, join(fixture.workspace, TARGET));
    }),
);

function isThere(path: string): Promise<boolean> {
  return Deno.lstat(path).then(() => true, () => false);
}
