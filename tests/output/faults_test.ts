// Proves what happens when the disk does not do what it should: nothing is paid
// for in vain when it can be known before, and a finished image is never lost.
// The faults are played by the file layer; the rest is the real disk.
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import type { Files, NewFile } from "../../src/output/files.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import {
  filesWith,
  inScene,
  namesIn,
  onWindows,
  picture,
  type Scene,
  systemError,
} from "./support.ts";

const noHardLinks = {
  link: () => Promise.reject(systemError("ENOTSUP")),
} satisfies Partial<Files>;

/** A disk that is full for files whose path `isFull` names. */
function fullDisk(
  isFull: (path: string, bytes: Uint8Array) => boolean,
): Partial<Files> {
  return {
    createNew: async (path, mode): Promise<NewFile> => {
      const file = await systemFiles.createNew(path, mode);
      return {
        ...file,
        write: async (bytes) => {
          if (!isFull(path, bytes)) return await file.write(bytes);
          await file.write(bytes.subarray(0, 100));
          throw systemError("ENOSPC");
        },
      };
    },
  };
}

/** Publishing has to fail; gives back the failure and checks that the image is where it says. */
async function failToPublish(
  reservation: { publish(): Promise<unknown> },
): Promise<{ failure: Failure; keptPath: string }> {
  const failure = await assertRejects(() => reservation.publish(), Failure);
  assertEquals(failure.code, "output/persist_failed");
  assertEquals(failure.exit, 7);
  const keptPath = String(failure.evidence["keptPath"]);
  assertEquals(await Deno.readFile(keptPath), picture);
  return { failure, keptPath };
}

async function reserveAndSecure(
  scene: Scene,
  target: string,
  changed: Partial<Files> = {},
  overwrite = false,
) {
  const files = filesWith(changed);
  const reservation = await scene.reserve(target, { files, overwrite });
  await reservation.secure(picture, "png");
  return reservation;
}

Deno.test("without hard links an image is published just the same", () =>
  inScene(async (scene) => {
    const named = await reserveAndSecure(scene, "x.png", noHardLinks);
    assertEquals((await named.publish()).path, scene.at("x.png"));
    assertEquals(await Deno.readFile(scene.at("x.png")), picture);
    const other = await reserveAndSecure(scene, "y.jpg", noHardLinks);
    await Deno.writeTextFile(scene.at("y.png"), "old");
    await other.publish();
    assertEquals(await Deno.readTextFile(scene.at("y.png")), "old");
    assertEquals(scene.names().length, 3);
  }));

Deno.test("without hard links a file that appeared meanwhile is not replaced", () =>
  inScene(async (scene) => {
    const reservation = await reserveAndSecure(scene, "x.png", noHardLinks);
    await Deno.writeTextFile(scene.at("x.png"), "theirs");
    const { keptPath } = await failToPublish(reservation);
    assertEquals(await Deno.readTextFile(scene.at("x.png")), "theirs");
    assert(keptPath.startsWith(scene.at("x-")));
  }));

Deno.test("without hard links a failed move takes its empty file back", () =>
  inScene(async (scene) => {
    const reservation = await reserveAndSecure(scene, "x.png", {
      ...noHardLinks,
      rename: (from, to) =>
        to.endsWith("x.png") || /-[0-9a-f]{8}\.png$/.test(to)
          ? Promise.reject(systemError("EIO"))
          : systemFiles.rename(from, to),
    });
    const { failure } = await failToPublish(reservation);
    assertStringIncludes(failure.message, "the disk reported an error");
    assertEquals(scene.names().length, 1);
    assert(!scene.names().includes("x.png"));
  }));

Deno.test("a file that appeared meanwhile is not replaced, and the image is kept", () =>
  inScene(async (scene) => {
    const reservation = await reserveAndSecure(scene, "x.png");
    await Deno.writeTextFile(scene.at("x.png"), "theirs");
    const { failure, keptPath } = await failToPublish(reservation);
    assertStringIncludes(failure.message, "appeared");
    assert(keptPath.startsWith(scene.at("x-")));
    assertEquals(await Deno.readTextFile(scene.at("x.png")), "theirs");
    assertEquals(await reservation.abandon(), keptPath);
    assertEquals(scene.names().length, 2);
  }));

Deno.test("with overwrite, what is no regular file any more is not replaced", () =>
  inScene(async (scene) => {
    const victim = join(scene.outside, "victim");
    await Deno.writeTextFile(victim, "untouched");
    const reservation = await reserveAndSecure(scene, "x.png", {}, true);
    await Deno.symlink(victim, scene.at("x.png"));
    await failToPublish(reservation);
    assertEquals(await Deno.readTextFile(victim), "untouched");
    assert((await Deno.lstat(scene.at("x.png"))).isSymlink);
  }));

Deno.test("a folder that was swapped for a link gets nothing; the image is kept in the spare folder", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at("a"));
    const reservation = await reserveAndSecure(scene, "a/x.png");
    await Deno.rename(scene.at("a"), scene.at("b"));
    await Deno.symlink(scene.outside, scene.at("a"), { type: "dir" });
    const { failure, keptPath } = await failToPublish(reservation);
    assertStringIncludes(failure.message, "moved or replaced");
    assert(keptPath.startsWith(scene.spare));
    assertEquals(namesIn(scene.outside), []);
  }));

Deno.test("a folder that was swapped before the image came gets nothing either", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at("a"));
    const reservation = await scene.reserve("a/x.png");
    await Deno.remove(scene.at("a"), { recursive: true });
    await Deno.symlink(scene.outside, scene.at("a"), { type: "dir" });
    await reservation.secure(picture, "png");
    const { keptPath } = await failToPublish(reservation);
    assert(keptPath.startsWith(scene.spare));
    assertEquals(namesIn(scene.outside), []);
  }));

Deno.test("another folder in place of the reserved one is noticed", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at("a"));
    const reservation = await reserveAndSecure(scene, "a/x.png");
    await Deno.rename(scene.at("a"), scene.at("b"));
    await Deno.mkdir(scene.at("a"));
    await failToPublish(reservation);
    assertEquals(scene.names("a"), []);
  }));

Deno.test("a reserved file that was deleted is written anew", () =>
  inScene(async (scene) => {
    const reservation = await scene.reserve("x.png");
    for (const name of scene.names()) await Deno.remove(scene.at(name));
    await reservation.secure(picture, "png");
    await reservation.publish();
    assertEquals(await Deno.readFile(scene.at("x.png")), picture);
    assertEquals(scene.names(), ["x.png"]);
  }));

Deno.test("an image deleted after it was secured is kept from memory", () =>
  inScene(async (scene) => {
    const reservation = await reserveAndSecure(scene, "x.png");
    for (const name of scene.names()) await Deno.remove(scene.at(name));
    const { keptPath } = await failToPublish(reservation);
    assert(keptPath.startsWith(scene.spare));
  }));

Deno.test("a disk that is full from the start is refused before anything is paid for", () =>
  inScene(async (scene) => {
    const files = filesWith(fullDisk((path) => path.endsWith(".part")));
    const failure = await assertRejects(
      () => scene.reserve("x.png", { files }),
      Failure,
    );
    assertEquals(failure.code, "output/workspace_unusable");
    assertStringIncludes(failure.message, "the disk is full");
    assertEquals(scene.names(), []);
  }));

Deno.test("a read-only disk is refused before anything is paid for", () =>
  inScene(async (scene) => {
    for (const operation of ["makeFolder", "createNew"] as const) {
      const files = filesWith({
        [operation]: () => Promise.reject(systemError("EROFS")),
      });
      const failure = await assertRejects(
        () => scene.reserve(`${operation}/x.png`, { files }),
        Failure,
      );
      assertEquals(failure.code, "output/workspace_unusable");
      assertStringIncludes(failure.message, "the disk is read-only");
    }
  }));

Deno.test("a file system that cannot take a name of this length is found before anything is paid for", () =>
  inScene(async (scene) => {
    const files = filesWith({
      lstat: (path) =>
        path.endsWith("long.png")
          ? Promise.reject(systemError("ENAMETOOLONG"))
          : systemFiles.lstat(path),
    });
    const failure = await assertRejects(
      () => scene.reserve("long.png", { files }),
      Failure,
    );
    assertEquals(failure.code, "output/invalid_target");
    assertEquals(scene.names(), []);
  }));

Deno.test("a disk that fills up during the job sends the image to the spare folder", () =>
  inScene(async (scene) => {
    const isFull = (path: string, bytes: Uint8Array) =>
      bytes.length === picture.length && path.startsWith(scene.at());
    const reservation = await reserveAndSecure(
      scene,
      "x.png",
      fullDisk(isFull),
    );
    const { failure, keptPath } = await failToPublish(reservation);
    assertStringIncludes(failure.message, "the disk is full");
    assert(keptPath.startsWith(scene.spare));
    assertEquals(scene.names(), []);
  }));

Deno.test("when no disk takes the image the failure says so, and nothing half is left", () =>
  inScene(async (scene) => {
    const files = filesWith(fullDisk((_, b) => b.length === picture.length));
    const reservation = await scene.reserve("x.png", { files });
    const failure = await assertRejects(
      () => reservation.secure(picture, "png"),
      Failure,
    );
    assertEquals(failure.code, "output/persist_failed");
    assertEquals(failure.evidence["keptPath"], null);
    assertEquals(await reservation.abandon(), undefined);
    assertEquals([...scene.names(), ...namesIn(scene.spare)], []);
  }));

Deno.test("a second name that cannot be removed, and an unconfirmed folder, are warnings", () =>
  inScene(async (scene) => {
    const reservation = await reserveAndSecure(scene, "x.png", {
      remove: (path) =>
        path.endsWith(".png")
          ? Promise.reject(systemError("EBUSY"))
          : systemFiles.remove(path),
      syncFolder: () => Promise.reject(systemError("EIO")),
    });
    const { path, warnings } = await reservation.publish();
    assertEquals(path, scene.at("x.png"));
    assertEquals(warnings.length, 2);
    assertEquals(await Deno.readFile(path), picture);
  }));

Deno.test("an image that arrives damaged under its final name is reported and kept whole", () =>
  inScene(async (scene) => {
    const reservation = await reserveAndSecure(scene, "x.png", {
      link: async (from, to) => {
        await systemFiles.link(from, to);
        if (to === scene.at("x.png")) await Deno.truncate(to, 5);
      },
    });
    const { keptPath } = await failToPublish(reservation);
    assert(keptPath.startsWith(scene.spare));
  }));

Deno.test({
  name: "a whole disk, really full, refuses the reservation",
  // The device that is always full is Linux's.
  ignore: onWindows || Deno.build.os === "darwin",
  fn: () =>
    inScene(async (scene) => {
      const files = filesWith({
        createNew: async (path, mode) => {
          if (!path.endsWith(".part")) return systemFiles.createNew(path, mode);
          const full = await Deno.open("/dev/full", { write: true });
          return {
            write: async (bytes) => {
              await full.write(bytes);
            },
            sync: () => full.sync(),
            close: () => full.close(),
          };
        },
      });
      const failure = await assertRejects(
        () => scene.reserve("x.png", { files }),
        Failure,
        "the disk is full",
      );
      assertEquals(failure.code, "output/workspace_unusable");
    }),
});
