// Proves where an image goes that its workspace cannot take: to a folder of
// ours that lasts, else to the spare folder, and it is never lost in silence.
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { dirname, join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import type { Files } from "../../src/output/files.ts";
import type { ReserveOptions } from "../../src/output/reserve.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import {
  failToPublish,
  filesWith,
  inScene,
  namesIn,
  onWindows,
  picture,
  type Scene,
  systemError,
} from "./support.ts";

/** A disk that takes no image in these folders. */
function fullIn(...folders: readonly string[]): Files {
  return filesWith({
    createNew: async (path, mode) => {
      const file = await systemFiles.createNew(path, mode);
      const isFull = folders.some((folder) => path.startsWith(folder));
      return {
        ...file,
        write: (bytes) =>
          isFull && bytes.length === picture.length
            ? Promise.reject(systemError("ENOSPC"))
            : file.write(bytes),
      };
    },
  });
}

/** Makes an image in a workspace that cannot take it. */
async function lose(
  scene: Scene,
  options: Partial<ReserveOptions> = {},
): Promise<{ failure: Failure; keptPath: string }> {
  const reservation = await scene.reserve("x.png", {
    keptFolder: scene.kept,
    files: fullIn(scene.at()),
    ...options,
  });
  await reservation.secure(picture, "png");
  return await failToPublish(reservation);
}

async function modeOf(path: string): Promise<number> {
  return ((await Deno.stat(path)).mode ?? 0) & 0o777;
}

Deno.test("an image that its workspace cannot take goes to the kept folder", () =>
  inScene(async (scene) => {
    const { failure, keptPath } = await lose(scene);
    assertStringIncludes(failure.message, "the disk is full");
    assertEquals(dirname(keptPath), scene.kept);
    assertEquals([...scene.names(), ...namesIn(scene.spare)], []);
    const second = await lose(scene);
    assertEquals(namesIn(scene.kept).length, 2);
    assert(second.keptPath !== keptPath);
  }));

Deno.test({
  name: "the kept folder and those made above it are for their owner alone",
  // Windows has no permission bits.
  ignore: onWindows,
  fn: () =>
    inScene(async (scene) => {
      const { keptPath } = await lose(scene);
      for (const path of [scene.kept, dirname(scene.kept)]) {
        assertEquals(await modeOf(path), 0o700, path);
      }
      assertEquals(await modeOf(keptPath), 0o600);
    }),
});

Deno.test("the kept folder is made only when an image needs it", () =>
  inScene(async (scene) => {
    const options = { keptFolder: scene.kept };
    const reservation = await scene.reserve("x.png", options);
    await reservation.secure(picture, "png");
    await reservation.publish();
    await (await scene.reserve("y.png", options)).abandon();
    await assertRejects(() => Deno.stat(dirname(dirname(scene.kept))));
  }));

Deno.test("where the kept folder cannot be made or is full, the spare folder takes the image", () =>
  inScene(async (scene) => {
    const full = await lose(scene, { files: fullIn(scene.at(), scene.kept) });
    assertEquals(dirname(full.keptPath), scene.spare);
    assertEquals(namesIn(scene.kept), []);
    await Deno.writeTextFile(join(scene.root, "file"), "");
    const unmade = await lose(scene, {
      keptFolder: join(scene.root, "file", "kept"),
    });
    assertEquals(dirname(unmade.keptPath), scene.spare);
    assertEquals(namesIn(scene.spare).length, 2);
  }));

Deno.test("where there is neither, the failure says so, and what was wrong first", () =>
  inScene(async (scene) => {
    const neither = { keptFolder: undefined, spareFolder: undefined };
    for (const folders of [neither, { spareFolder: scene.at("nowhere") }]) {
      const reservation = await scene.reserve("x.png", {
        files: fullIn(scene.at()),
        ...folders,
      });
      const failure = await assertRejects(
        () => reservation.secure(picture, "png"),
        Failure,
        "no disk takes it: the disk is full",
      );
      assertEquals(failure.code, "output/persist_failed");
      assertEquals(failure.evidence["keptPath"], null);
      assertEquals(await reservation.abandon(), undefined);
      assertEquals(scene.names(), []);
    }
  }));

Deno.test("a further image goes to the kept folder too, and never half to its place", () =>
  inScene(async (scene) => {
    const reservation = await scene.reserve("x.png", {
      keptFolder: scene.kept,
      files: fullIn(scene.at()),
    });
    const path = await reservation.keepExtra(picture, "png");
    assertEquals(dirname(path), scene.kept);
    assertEquals(await Deno.readFile(path), picture);
    await reservation.abandon();
    assertEquals(scene.names(), []);
  }));

Deno.test("a further image has its visible name only when it is whole", () =>
  inScene(async (scene) => {
    const seen: string[] = [];
    const files = filesWith({
      createNew: (path, mode) => {
        seen.push(path);
        return systemFiles.createNew(path, mode);
      },
    });
    const reservation = await scene.reserve("x.png", { files });
    const path = await reservation.keepExtra(picture, "png");
    assertEquals(await Deno.readFile(path), picture);
    assert(!seen.includes(path));
    await reservation.abandon();
    assertEquals(scene.names().map((name) => scene.at(name)), [path]);
  }));

Deno.test("an image that is written a second time has a whole one's name only when it is whole", () =>
  inScene(async (scene) => {
    const seen: string[] = [];
    let refused = false;
    const files = filesWith({
      createNew: async (path, mode) => {
        seen.push(path);
        const file = await systemFiles.createNew(path, mode);
        return {
          ...file,
          sync: () => {
            if (refused) return file.sync();
            refused = true;
            return Promise.reject(systemError("EIO"));
          },
        };
      },
    });
    const reservation = await scene.reserve("x.png", { files });
    await reservation.secure(picture, "png");
    await reservation.publish();
    assertEquals(await Deno.readFile(scene.at("x.png")), picture);
    assertEquals(scene.names(), ["x.png"]);
    assertEquals(seen.filter((path) => path.endsWith(".png")), []);
  }));
