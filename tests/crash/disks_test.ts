/**
 * Proves what the whole product does on a disk that is full, read-only, slow or
 * without hard links. The disk's faults are played below the job; real disks,
 * where a computer lets us have some, are in `real_disks_test.ts`.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { dirname, join } from "@std/path";
import * as z from "zod";
import { png } from "../backend/pictures.ts";
import { job, ownWarnings, TARGET } from "../hostile/cases.ts";
import { evidence, failure, success } from "../hostile/documents.ts";
import { calls } from "../hostile/waiting.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import { type Disk, startOn } from "./disk.ts";
import { onlyRecoverable } from "./listing.ts";
import { handshakes } from "../support/pace.ts";

/** A time in which a job gets to its image, in milliseconds. */
const ENOUGH_MS = handshakes(4);

const onWindows = Deno.build.os === "windows";
const kept = z.looseObject({ keptPath: z.string() });

/** Runs a job on a disk; at the end no process and no temporary file may be left. */
async function onDisk(
  disk: Disk,
  body: (
    scene: FakeFixture,
    run: Awaited<ReturnType<typeof startOn>>,
  ) => Promise<void>,
  args: readonly string[] = [],
): Promise<void> {
  await using scene = await withFake({});
  const { fixture } = scene;
  // Windows' name for the folder that lasts; the others go by HOME.
  fixture.env["LOCALAPPDATA"] = join(fixture.root, "home");
  await body(scene, await startOn(disk, fixture, [...job, ...args]));
  await fixture.assertNothingLeft();
}

const refusals: readonly (readonly [Disk, string])[] = [
  [{ full: "before" }, "the disk is full"],
  [{ readOnly: "before" }, "the disk is read-only"],
];

for (const [disk, reason] of refusals) {
  Deno.test(`A job is refused before it costs anything when ${reason}`, () =>
    onDisk(disk, async ({ fixture, codex }, run) => {
      const document = failure(
        await run.result,
        "output/workspace_unusable",
        2,
      );
      assertStringIncludes(document.message, reason);
      assertEquals(document.retry, "safe");
      assertEquals(await calls(codex, "turn/start"), 0);
      assertEquals(await fixture.published(), []);
    }));
}

const losses: readonly (readonly [Disk, string])[] = [
  [{ full: "during" }, "the disk is full"],
  [{ readOnly: "during" }, "the disk is read-only"],
];

for (const [disk, reason] of losses) {
  Deno.test(`An image is kept and recovered later when during its job ${reason}`, () =>
    onDisk(disk, async ({ fixture, codex }, run) => {
      const document = failure(await run.result, "output/persist_failed", 7);
      assertStringIncludes(document.message, reason);
      assertEquals(document.retry, "unsafe");
      assertEquals(await calls(codex, "turn/start"), 1);
      const { keptPath } = evidence(document, kept);
      assert(keptPath.startsWith(join(fixture.root, "home")));
      assertEquals(await Deno.readFile(keptPath), png());
      const visible = (await fixture.published())
        .filter((name) => !name.startsWith("."));
      assertEquals(visible, []);

      const { id, place } = await onlyRecoverable(fixture);
      assertEquals(place, "kept");
      const args = ["recover", "--publish", id, "--output", TARGET];
      assertEquals((await fixture.run(args)).code, 0);
      assertEquals(await fixture.published(), [TARGET]);
      assertEquals(await Array.fromAsync(Deno.readDir(dirname(keptPath))), []);
    }));
}

for (const noLinks of ["EPERM", "EOPNOTSUPP", "ENOSYS", "EXDEV"]) {
  Deno.test(`An image is published on a disk that answers a hard link with ${noLinks}`, () =>
    onDisk({ noLinks }, async ({ fixture }, run) => {
      assertEquals(ownWarnings(success(await run.result)), []);
      assertEquals(await fixture.published(), [TARGET]);
      const target = join(fixture.workspace, TARGET);
      assertEquals(await Deno.readFile(target), png());
    }));
}

Deno.test("A time limit that passes while a slow disk takes the image does not throw it away", () =>
  onDisk(
    { slow: { since: "during", ms: ENOUGH_MS * 0.55 } },
    async ({ fixture, codex }, run) => {
      success(await run.result);
      assertEquals(await fixture.published(), [TARGET]);
      assertEquals(await calls(codex, "turn/start"), 1);
    },
    ["--timeout", String(ENOUGH_MS / 1_000)],
  ));

Deno.test("A time limit that passes while a slow disk is made ready ends the job before it costs anything", () =>
  onDisk(
    { slow: { since: "before", ms: 1_000 } },
    async ({ fixture, codex }, run) => {
      failure(await run.result, "preflight/time_limit", 3);
      assertEquals(await fixture.published(), []);
      assertEquals(await calls(codex, "turn/start"), 0);
    },
    ["--timeout", "2"],
  ));

Deno.test({
  name:
    "Ctrl-C while a slow disk is made ready ends the job and leaves nothing",
  ignore: onWindows,
  fn: () =>
    onDisk(
      { slow: { since: "before", ms: 700 } },
      async ({ fixture, codex }, run) => {
        await run.said('"starting"');
        run.kill("SIGINT");
        failure(await run.result, "runtime/cancelled", 130);
        assertEquals(await fixture.published(), []);
        assertEquals(await calls(codex, "turn/start"), 0);
      },
    ),
});

Deno.test({
  name: "Ctrl-C while a slow disk takes the image publishes it, once",
  ignore: onWindows,
  fn: () =>
    onDisk(
      { slow: { since: "during", ms: 700 } },
      async ({ fixture }, run) => {
        await run.said('"securing"');
        run.kill("SIGINT");
        success(await run.result);
        assertEquals(await fixture.published(), [TARGET]);
        const target = join(fixture.workspace, TARGET);
        assertEquals(await Deno.readFile(target), png());
      },
    ),
});
