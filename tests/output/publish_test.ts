// Proves the way from a reservation to a published file on the real disk.
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import { reserveOutput } from "../../src/output/reserve.ts";
import { parseTarget } from "../../src/output/target.ts";
import { openWorkspace } from "../../src/output/workspace.ts";
import { inScene, onWindows, picture } from "./support.ts";

Deno.test("a secured image gets its name, whole and alone, in folders made for it", () =>
  inScene(async (scene) => {
    const reservation = await scene.reserve("a/b/x.png");
    await reservation.secure(picture, "png");
    assertEquals(await reservation.publish(), {
      path: scene.at("a/b/x.png"),
      warnings: [],
    });
    assertEquals(await Deno.readFile(scene.at("a/b/x.png")), picture);
    assertEquals(scene.names("a", "b"), ["x.png"]);
    assertEquals(await reservation.abandon(), scene.at("a/b/x.png"));
    assertEquals(scene.names("a", "b"), ["x.png"]);
  }));

Deno.test("before an image is there, only hidden files are beside its target", () =>
  inScene(async (scene) => {
    const reservation = await scene.reserve("x.png");
    assert(scene.names().every((name) => name.startsWith(".")));
    const [part = ""] = scene.names().filter((name) => name.endsWith(".part"));
    assert(part.startsWith(".x."));
    const info = await Deno.lstat(scene.at(part));
    assertEquals(info.size, 0);
    if (!onWindows) assertEquals((info.mode ?? 0) & 0o777, 0o600);
    await reservation.abandon();
    assertEquals(scene.names(), []);
    await reservation.abandon();
  }));

Deno.test("a reservation that gets no image takes the folders it made with it", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at("mine"));
    const reservation = await scene.reserve("mine/a/b/x.png");
    await reservation.abandon();
    assertEquals(scene.names(), ["mine"]);
    assertEquals(scene.names("mine"), []);
    await Deno.mkdir(scene.at("mine/a"));
    await reservation.abandon();
    assertEquals(scene.names("mine"), ["a"]);
  }));

Deno.test("a folder that a reservation made stays when something is in it", () =>
  inScene(async (scene) => {
    const first = await scene.reserve("a/b/x.png");
    const second = await scene.reserve("a/y.png");
    await first.abandon();
    assertEquals(scene.names(), ["a"]);
    await second.secure(picture, "png");
    await second.publish();
    assertEquals(scene.names("a"), ["y.png"]);
  }));

Deno.test({
  name: "a published file may be read like any other new file",
  // Windows has no permission bits.
  ignore: onWindows,
  fn: () =>
    inScene(async (scene) => {
      await Deno.writeTextFile(scene.at("ordinary"), "");
      const reservation = await scene.reserve("x.png");
      await reservation.secure(picture, "png");
      await reservation.publish();
      assertEquals(
        (await Deno.lstat(scene.at("x.png"))).mode,
        (await Deno.lstat(scene.at("ordinary"))).mode,
      );
    }),
});

Deno.test("the published path begins with the workspace as it was given", () =>
  inScene(async (scene) => {
    const link = join(scene.root, "link");
    await Deno.symlink(scene.at(), link, { type: "dir" });
    const spellings = [link, `${link}/`, `${scene.root}/./ws`];
    for (const [n, given] of spellings.entries()) {
      const workspace = await openWorkspace(given, "/");
      const id = `job${n}`;
      const reservation = await reserveOutput(workspace, parseTarget("out"), {
        overwrite: false,
        mode: "image-to-image",
        id,
        spareFolder: scene.spare,
      });
      await reservation.secure(picture, "png");
      const { path } = await reservation.publish();
      const below = onWindows && !given.includes("/") ? "\\out\\" : "/out/";
      const start = given.replace(/\/$/, "") + below;
      assertEquals(path, `${start}image-to-image-${id}.png`);
      assertEquals(await Deno.readFile(path), picture);
    }
  }));

Deno.test("the extension follows the real format, with a warning when a file was named", () =>
  inScene(async (scene) => {
    const named = await scene.reserve("x.jpg");
    await named.secure(picture, "png");
    const published = await named.publish();
    assertEquals(published.path, scene.at("x.png"));
    assertStringIncludes(published.warnings.join(), "saved as x.png");
    const inFolder = await scene.reserve("folder");
    await inFolder.secure(picture, "webp");
    assertEquals(await inFolder.publish(), {
      path: scene.at("folder", "text-to-image-abc123.webp"),
      warnings: [],
    });
    assertEquals(scene.names("folder"), ["text-to-image-abc123.webp"]);
  }));

Deno.test("a changed extension never replaces another file, not even with overwrite", () =>
  inScene(async (scene) => {
    await Deno.writeTextFile(scene.at("x.png"), "old");
    const reservation = await scene.reserve("x.jpg", { overwrite: true });
    await reservation.secure(picture, "png");
    const { path, warnings } = await reservation.publish();
    assert(/x-[0-9a-f]{8}\.png$/.test(path));
    assertStringIncludes(warnings.join(), "because x.png is there already");
    assertEquals(await Deno.readTextFile(scene.at("x.png")), "old");
    assertEquals(await Deno.readFile(path), picture);
    assertEquals(scene.names().length, 2);
  }));

Deno.test("overwrite replaces the file in one step and leaves its other names alone", () =>
  inScene(async (scene) => {
    await Deno.writeTextFile(scene.at("x.png"), "old");
    await Deno.link(scene.at("x.png"), scene.at("other.png"));
    const reservation = await scene.reserve("x.png", { overwrite: true });
    assertEquals(await Deno.readTextFile(scene.at("x.png")), "old");
    await reservation.secure(picture, "png");
    await reservation.publish();
    assertEquals(await Deno.readFile(scene.at("x.png")), picture);
    assertEquals(await Deno.readTextFile(scene.at("other.png")), "old");
    assertEquals(scene.names(), ["other.png", "x.png"]);
  }));

Deno.test("a name of 255 bytes can be published", () =>
  inScene(async (scene) => {
    const name = `${"n".repeat(251)}.png`;
    const reservation = await scene.reserve(name);
    await reservation.secure(picture, "png");
    await reservation.publish();
    assertEquals(scene.names(), [name]);
    const longer = await scene.reserve(`${"m".repeat(251)}.png`);
    await longer.secure(picture, "webp");
    const { path } = await longer.publish();
    assertEquals(path, scene.at(`${"m".repeat(250)}.webp`));
  }));

Deno.test("a folder target passes over a hostile link and a file with the names it would choose", () =>
  inScene(async (scene) => {
    const victim = join(scene.outside, "victim");
    await Deno.writeTextFile(victim, "untouched");
    await Deno.mkdir(scene.at("out"));
    await Deno.symlink(victim, scene.at("out", "text-to-image-abc123.png"));
    const older = scene.at("out", "text-to-image-abc123-2.png");
    await Deno.writeTextFile(older, "old");
    const reservation = await scene.reserve("out", { overwrite: true });
    await reservation.secure(picture, "png");
    const { path } = await reservation.publish();
    assertEquals(path, scene.at("out", "text-to-image-abc123-3.png"));
    assertEquals(await Deno.readTextFile(older), "old");
    assertEquals(await Deno.readTextFile(victim), "untouched");
  }));

Deno.test("a secured image that is given up is kept under a visible name", () =>
  inScene(async (scene) => {
    const reservation = await scene.reserve("x.png");
    await reservation.secure(picture, "jpeg");
    const kept = await reservation.abandon();
    assert(kept !== undefined && /x-[0-9a-f]{8}\.jpg$/.test(kept), kept);
    assertEquals(await Deno.readFile(kept), picture);
    assertEquals(scene.names().length, 1);
    assertEquals(await reservation.abandon(), kept);
  }));

Deno.test("further images are kept beside the first, each under its own name", () =>
  inScene(async (scene) => {
    const reservation = await scene.reserve("x.png");
    await reservation.secure(picture, "png");
    const extra = [
      await reservation.keepExtra(picture.subarray(1), "png"),
      await reservation.keepExtra(picture.subarray(2), "webp"),
    ];
    const kept = await reservation.abandon();
    assertEquals(scene.names().length, 3);
    for (const [skipped, path] of [kept, ...extra].entries()) {
      assertEquals(await Deno.readFile(path ?? ""), picture.subarray(skipped));
    }
  }));

Deno.test("reserveOutput() refuses an existing file, and a stranger's in its folder is no obstacle", () =>
  inScene(async (scene) => {
    await Deno.writeTextFile(scene.at("x.png"), "old");
    const failure = await assertRejects(() => scene.reserve("X.png"), Failure);
    assertEquals(failure.code, "output/already_exists");
    assertEquals(scene.names(), ["x.png"]);
    await (await scene.reserve("y.png")).abandon();
    assertEquals(await Deno.readTextFile(scene.at("x.png")), "old");
  }));
