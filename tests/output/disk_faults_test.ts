// Proves what happens when a disk is full, read-only or choosy: it is found
// before anything is paid for where it can be, and a finished image goes to the
// spare folder. The faults are played by the file layer.
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import type { Files, NewFile } from "../../src/output/files.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import {
  failToPublish,
  filesWith,
  inScene,
  namesIn,
  picture,
  reserveAndSecure,
  systemError,
} from "./support.ts";

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
          if (bytes.length === 0 || !isFull(path, bytes)) {
            return await file.write(bytes);
          }
          await file.write(bytes.subarray(0, 100));
          throw systemError("ENOSPC");
        },
      };
    },
  };
}

Deno.test("a disk that is full from the start is refused before anything is paid for", () =>
  inScene(async (scene) => {
    const files = filesWith(fullDisk((path) => path.endsWith(".part")));
    const failure = await assertRejects(
      () => scene.reserve("x.png", { files }),
      Failure,
    );
    assertEquals(failure.code, "output/workspace_unusable");
    assertStringIncludes(failure.message, "the disk is full");
    assertStringIncludes(failure.remedy, "Free some space, or give another");
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
      assertStringIncludes(failure.remedy, "a folder that you may write to");
      assertEquals(scene.names(), []);
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

Deno.test({
  name: "a whole disk, really full, refuses the reservation",
  // The device that is always full is Linux's.
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inScene(async (scene) => {
      const files = filesWith({
        createNew: async (path, mode) => {
          if (!path.endsWith(".part")) return systemFiles.createNew(path, mode);
          const full = await Deno.open("/dev/full", { write: true });
          return {
            write: async (bytes) => {
              if (bytes.length > 0) await full.write(bytes);
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

Deno.test("no file stays open, however a reservation ends", () =>
  inScene(async (scene) => {
    let open = 0;
    let full = false;
    const counted = filesWith({
      createNew: async (path, mode) => {
        const file = await systemFiles.createNew(path, mode);
        open++;
        return {
          ...file,
          write: (bytes) =>
            full && !path.endsWith(".claim")
              ? Promise.reject(systemError("ENOSPC"))
              : file.write(bytes),
          close: () => {
            open--;
            file.close();
          },
        };
      },
    });
    const options = { files: counted };
    await (await scene.reserve("a.png", options)).abandon();
    assertEquals(open, 0);
    const published = await scene.reserve("b.png", options);
    assertEquals(open, 1);
    await published.secure(picture, "png");
    assertEquals(open, 0);
    await published.publish();
    await published.abandon();
    const lost = await scene.reserve("c.png", options);
    full = true;
    await assertRejects(() => lost.secure(picture, "png"), Failure);
    await assertRejects(() => scene.reserve("d.png", options), Failure);
    await lost.abandon();
    assertEquals(open, 0);
  }));
