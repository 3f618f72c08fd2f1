// Proves on the real disk, for every layout that can stand at a target, that a
// job either publishes where it should or is refused before it changes
// anything, and that nothing outside the workspace is ever touched.
import { assert, assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import { Failure } from "../../src/errors/failure.ts";
import { checkPlace } from "../../src/output/place.ts";
import { reserveOutput } from "../../src/output/reserve.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import { parseTarget } from "../../src/output/target.ts";
import { openWorkspace } from "../../src/output/workspace.ts";
import { type LayoutOptions, layouts } from "./layouts.ts";
import { makeEntry, makeSurroundings } from "./make_layout.ts";
import { compare, snapshot } from "./snapshot.ts";
import {
  filesWith,
  inScene,
  namesIn,
  onWindows,
  picture,
  type Scene,
} from "./support.ts";

/** Looks, reserves, writes and publishes, as a job does. */
async function publish(
  scene: Scene,
  text: string,
  { workspace: given = "ws", overwrite = false }: LayoutOptions,
): Promise<{ path: string } | { code: string }> {
  const target = parseTarget(text);
  const workspace = await openWorkspace(given, scene.root);
  const options = {
    overwrite,
    mode: "text-to-image",
    id: "abc123",
    spareFolder: scene.spare,
  };
  try {
    await checkPlace(workspace, target, options);
    const reservation = await reserveOutput(workspace, target, options);
    await reservation.secure(picture, "png");
    return await reservation.publish();
  } catch (error) {
    return { code: Failure.from(error).code };
  }
}

for (const [name, entries, target, outcome, how = {}] of layouts) {
  Deno.test({
    name: `at a target: ${name}`,
    ignore: how.posixOnly === true && onWindows,
    fn: () =>
      inScene(async (scene) => {
        await makeSurroundings(scene);
        for (const entry of entries) await makeEntry(scene, entry);
        const before = await snapshot(scene.root, scene.at());
        const result = await publish(scene, target, how);
        const after = await snapshot(scene.root, scene.at());
        const { added, touched } = compare(before, after);
        if ("code" in result) {
          assertEquals(result.code, outcome);
          assertEquals([...added, ...touched], []);
          return;
        }
        const published = await Deno.realPath(result.path);
        assertEquals(
          published.replace(/-[0-9a-f]{8}\.png$/, "-*.png"),
          scene.at(outcome),
        );
        assert(Buffer.compare(await Deno.readFile(published), picture) === 0);
        // Where it was there already it was replaced; folders are in its path.
        assertEquals(touched, before.has(published) ? [published] : []);
        assert(before.has(published) || added.includes(published));
        assert(added.every((path) => published.startsWith(path)));
      }),
  });
}

Deno.test("a link on the way that leads elsewhere when the image comes is not in its path", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at("real"));
    await Deno.symlink("real", scene.at("link"), { type: "dir" });
    const asked = await scene.reserve("link/x.png");
    await asked.secure(picture, "png");
    assertEquals(await asked.publish(), {
      path: scene.at("link/x.png"),
      warnings: [],
    });
    const swapped = await scene.reserve("link/y.png");
    await swapped.secure(picture, "png");
    await Deno.remove(scene.at("link"));
    await Deno.symlink(scene.outside, scene.at("link"), { type: "dir" });
    assertEquals(await swapped.publish(), {
      path: scene.at("real/y.png"),
      warnings: [],
    });
    assertEquals(scene.names("real"), ["x.png", "y.png"]);
    assertEquals(namesIn(scene.outside), []);
  }));

Deno.test({
  name: "a path that is too long for the disk is refused before a part is made",
  // Windows takes up to 32,767 characters.
  ignore: onWindows,
  fn: () =>
    inScene(async (scene) => {
      let made = 0;
      const files = filesWith({
        makeFolder: async (path) => {
          made++;
          await systemFiles.makeFolder(path);
        },
      });
      await assertRejects(
        () => scene.reserve(`${"a/".repeat(2_045)}x.png`, { files }),
        Failure,
        "too long",
      );
      assertEquals(made, 0);
    }),
});
