// Proves on disks that really are full, read-only or not ours what
// `disk_faults_test.ts` proves with a file layer that plays them.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { heavyPng } from "../backend/pictures.ts";
import {
  canBoundRights,
  canMountDisks,
  type Command,
  onDisk,
  outputOf,
  withBoundRights,
} from "../support/confined.ts";
import { inScene, namesIn, type Scene } from "./support.ts";

const outcome = z.object({
  path: z.optional(z.string()),
  code: z.optional(z.string()),
  message: z.optional(z.string()),
  keptPath: z.optional(z.nullable(z.string())),
  names: z.array(z.string()),
});

/** The command that publishes an image of so many bytes. */
function publishing(scene: Scene, target: string, bytes = 100_000): Command {
  const fixture = new URL("./fixtures/publish_once.ts", import.meta.url);
  return [
    Deno.execPath(),
    ...["run", "-A", "--no-check", fileURLToPath(fixture)],
    ...[scene.at(), target, scene.spare, String(bytes)],
  ];
}

async function run(command: Command): Promise<z.infer<typeof outcome>> {
  return outcome.parse(JSON.parse(await outputOf(command)));
}

/** Options of the disk, and why it is refused before anything is paid for. */
const disks: readonly (readonly [string, string, string])[] = [
  ["a disk with less room than an image needs", "size=1m", "the disk is full"],
  ["a disk with room for one more file", "nr_inodes=2", "the disk is full"],
  ["a disk that is mounted read-only", "ro", "the disk is read-only"],
];

for (const [name, options, reason] of disks) {
  Deno.test({
    name: `${name} is refused before anything is paid for`,
    ignore: !canMountDisks,
    fn: () =>
      inScene(async (scene) => {
        for (const target of ["x.png", "a/b/x.png", "folder"]) {
          const { code, message = "", names } = await run(
            onDisk(scene.at(), options, publishing(scene, target)),
          );
          assertEquals(code, "output/workspace_unusable", target);
          assertStringIncludes(message, reason);
          assertEquals(names, []);
        }
        assertEquals(namesIn(scene.spare), []);
      }),
  });
}

Deno.test({
  name: "a disk that takes the image is published on",
  ignore: !canMountDisks,
  fn: () =>
    inScene(async (scene) => {
      const { path, names } = await run(
        onDisk(scene.at(), "size=10m", publishing(scene, "a/x.png")),
      );
      assertEquals(path, scene.at("a", "x.png"));
      assertEquals(names, ["a", "x.png"]);
    }),
});

Deno.test({
  name: "a disk that is full when the image comes has it kept elsewhere, whole",
  ignore: !canMountDisks,
  fn: () =>
    inScene(async (scene) => {
      const size = 8_000_000;
      const { code, message = "", keptPath, names } = await run(
        onDisk(scene.at(), "size=6m", publishing(scene, "a/x.png", size)),
      );
      assertEquals(code, "output/persist_failed");
      assertStringIncludes(message, "the disk is full");
      assertEquals(names.filter((name) => name !== "a"), []);
      assert(keptPath);
      assertEquals(namesIn(scene.spare).map((n) => join(scene.spare, n)), [
        keptPath,
      ]);
      const kept = await Deno.readFile(keptPath);
      assert(Buffer.compare(kept, heavyPng(size)) === 0);
    }),
});

/** Permissions of the workspace's folder `a`, and the targets that they refuse. */
const permissions: readonly (readonly [number, readonly string[]])[] = [
  [0o555, ["a/x.png", "a/b/x.png", "a"]],
  [0o333, ["a/x.png", "a"]],
  [0o444, ["a/x.png", "a/b/x.png", "a/full/x.png"]],
  [0o000, ["a/x.png", "a/b/x.png", "a"]],
];

for (const [mode, targets] of permissions) {
  Deno.test({
    name: `a folder with the permissions ${
      mode.toString(8).padStart(3, "0")
    } is refused before anything is paid for`,
    ignore: !canBoundRights,
    fn: () =>
      inScene(async (scene) => {
        await Deno.mkdir(scene.at("a", "full"), { recursive: true });
        for (const target of targets) {
          await Deno.chmod(scene.at("a"), mode);
          const command = withBoundRights(publishing(scene, target));
          const text = await outputOf(command).finally(() =>
            Deno.chmod(scene.at("a"), 0o755)
          );
          const { code, message = "" } = outcome.parse(JSON.parse(text));
          assertEquals(code, "output/workspace_unusable", target);
          assertStringIncludes(message, "writing there is not allowed");
          assertEquals([scene.names(), scene.names("a")], [["a"], ["full"]]);
        }
      }),
  });
}
