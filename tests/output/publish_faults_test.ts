// Proves that nothing is replaced, nothing lands outside and no finished image
// is lost when something stands in the way of publishing. What the disk itself
// does wrong is played by the file layer; the rest is real.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { Files } from "../../src/output/files.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import {
  failToPublish,
  inScene,
  namesIn,
  picture,
  reserveAndSecure,
  systemError,
} from "./support.ts";

const noHardLinks = {
  link: () => Promise.reject(systemError("ENOTSUP")),
} satisfies Partial<Files>;

/** How systems say that a disk has no hard links, or no more of them. */
const refusals = ["EPERM", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK", "EINVAL"];

for (const code of refusals) {
  Deno.test(`a disk that answers a hard link with ${code} gets the image all the same`, () =>
    inScene(async (scene) => {
      const link = () => Promise.reject(systemError(code));
      const reservation = await reserveAndSecure(scene, "x.png", { link });
      assertEquals(await reservation.publish(), {
        path: scene.at("x.png"),
        warnings: [],
      });
      assertEquals(await Deno.readFile(scene.at("x.png")), picture);
      assertEquals(scene.names(), ["x.png"]);
    }));
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
    for (const name of scene.names("a")) {
      await Deno.copyFile(scene.at("a", name), join(scene.outside, name));
    }
    const planted = namesIn(scene.outside);
    await Deno.rename(scene.at("a"), scene.at("b"));
    await Deno.symlink(scene.outside, scene.at("a"), { type: "dir" });
    const { failure, keptPath } = await failToPublish(reservation);
    assertStringIncludes(failure.message, "moved or replaced");
    assert(keptPath.startsWith(scene.spare));
    // Its claim aside, which the job takes for its own.
    assertEquals(
      namesIn(scene.outside),
      planted.filter((name) => !name.endsWith(".claim")),
    );
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
    const { failure } = await failToPublish(reservation);
    assertStringIncludes(failure.message, "moved or replaced");
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
