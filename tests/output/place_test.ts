// Proves on the real disk which layouts at a target are refused, and that
// looking at a place changes nothing.
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import type { Place } from "../../src/output/folders.ts";
import { checkPlace } from "../../src/output/place.ts";
import { parseTarget } from "../../src/output/target.ts";
import { openWorkspace } from "../../src/output/workspace.ts";
import { inScene, onWindows, type Scene } from "./support.ts";

function check(
  { workspace }: Scene,
  target: string,
  overwrite = false,
): Promise<Place> {
  return checkPlace(workspace, parseTarget(target), { overwrite });
}

async function assertRefused(
  scene: Scene,
  target: string,
  code: string,
  overwrite = false,
): Promise<Failure> {
  const failure = await assertRejects(
    () => check(scene, target, overwrite),
    Failure,
  );
  assertEquals(failure.code, code, target);
  assertEquals(failure.exit, 2);
  return failure;
}

Deno.test("checkPlace() tells what exists and what has to be made, and makes nothing", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at("a"));
    assertEquals(await check(scene, "a/b/c/x.png"), {
      folder: scene.at("a"),
      missing: ["b", "c"],
    });
    assertEquals(await check(scene, "a"), {
      folder: scene.at("a"),
      missing: [],
    });
    assertEquals(scene.names(), ["a"]);
    assertEquals(scene.names("a"), []);
  }));

Deno.test("checkPlace() follows a folder link that stays inside", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at("real"));
    await Deno.symlink("real", scene.at("link"), { type: "dir" });
    await Deno.symlink("link", scene.at("chain"), { type: "dir" });
    for (const target of ["link/x.png", "chain/x.png", "chain"]) {
      assertEquals((await check(scene, target)).folder, scene.at("real"));
    }
  }));

Deno.test("checkPlace() works in a workspace that is a link", () =>
  inScene(async (scene) => {
    const link = join(scene.root, "link");
    await Deno.symlink(scene.at(), link, { type: "dir" });
    const workspace = await openWorkspace(link, scene.root);
    const place = await checkPlace(workspace, parseTarget("a/x.png"), {
      overwrite: false,
    });
    assertEquals(place, { folder: scene.at(), missing: ["a"] });
  }));

Deno.test("checkPlace() refuses links that leave, dangle or run in a circle", () =>
  inScene(async (scene) => {
    const links: readonly (readonly [string, string])[] = [
      ["../", "up"],
      [scene.outside, "absolute"],
      ["up/out", "chain"],
      ["nowhere", "dangling"],
      ["circle", "circle"],
      ["../ws2", "neighbour"],
    ];
    await Deno.mkdir(join(scene.root, "ws2"));
    for (const [to, name] of links) {
      await Deno.symlink(to, scene.at(name), { type: "dir" });
    }
    for (const [, name] of links) {
      await assertRefused(scene, `${name}/x.png`, "output/invalid_target");
      await assertRefused(scene, `${name}/new/x.png`, "output/invalid_target");
      await assertRefused(scene, name, "output/invalid_target");
    }
  }));

Deno.test("checkPlace() refuses a way into a .git folder through a link", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at(".git", "hooks"), { recursive: true });
    await Deno.symlink(".git/hooks", scene.at("hooks"), { type: "dir" });
    await assertRefused(scene, "hooks/x.png", "output/invalid_target");
  }));

Deno.test("checkPlace() refuses a file where a folder is needed", () =>
  inScene(async (scene) => {
    await Deno.writeTextFile(scene.at("file"), "");
    await Deno.symlink("file", scene.at("link"));
    for (const target of ["file/x.png", "file", "link/x.png", "link"]) {
      await assertRefused(scene, target, "output/invalid_target");
    }
  }));

Deno.test("checkPlace() refuses whatever is at the target and is no regular file, overwrite or not", () =>
  inScene(async (scene) => {
    await Deno.mkdir(scene.at("folder.png"));
    await Deno.writeTextFile(scene.at("file.png"), "");
    await Deno.symlink("file.png", scene.at("inside.png"));
    await Deno.symlink(join(scene.outside, "x"), scene.at("outside.png"));
    const names = ["folder.png", "inside.png", "outside.png"];
    for (const name of names) {
      await assertRefused(scene, name, "output/invalid_target");
      await assertRefused(scene, name, "output/invalid_target", true);
    }
    const refusal = await assertRejects(
      () => check(scene, "folder.png", false),
      Failure,
    );
    assertEquals(
      refusal.message,
      "The output target is not safe: there is a folder with its name",
    );
  }));

Deno.test({
  name: "checkPlace() refuses a FIFO, a socket and a device at the target",
  // Windows has none of these as files.
  ignore: onWindows,
  fn: () =>
    inScene(async (scene) => {
      const made = await new Deno.Command("mkfifo", {
        args: [scene.at("fifo.png")],
      }).output();
      assertEquals(made.success, true);
      const socket = Deno.listen({
        transport: "unix",
        path: scene.at("socket.png"),
      });
      try {
        for (const name of ["fifo.png", "socket.png"]) {
          await assertRefused(scene, name, "output/invalid_target", true);
        }
      } finally {
        socket.close();
      }
      // Making a device takes the system's leave; each system has one in /dev.
      const mknod = new Deno.Command("mknod", {
        args: [scene.at("device.png"), "c", "1", "3"],
        stderr: "null",
      });
      if ((await mknod.output()).success) {
        await assertRefused(scene, "device.png", "output/invalid_target", true);
      }
      const devices = await openWorkspace("/dev", "/");
      const place = checkPlace(
        devices,
        { kind: "file", folders: [], name: "null" },
        { overwrite: true },
      );
      assertEquals(
        (await assertRejects(() => place, Failure)).code,
        "output/invalid_target",
      );
    }),
});

Deno.test("checkPlace() refuses an existing file unless it may be replaced", () =>
  inScene(async (scene) => {
    await Deno.writeTextFile(scene.at("x.png"), "");
    await Deno.link(scene.at("x.png"), scene.at("hard.png"));
    for (const name of ["x.png", "hard.png"]) {
      await assertRefused(scene, name, "output/already_exists");
      assertEquals((await check(scene, name, true)).missing, []);
    }
  }));

Deno.test("checkPlace() takes a name in other case or Unicode form for the same", () =>
  inScene(async (scene) => {
    await Deno.writeTextFile(scene.at("X.PNG"), "");
    await Deno.writeTextFile(scene.at("Ba\u0308ume.png"), "");
    await assertRefused(scene, "x.png", "output/already_exists");
    await assertRefused(scene, "Bäume.png", "output/already_exists");
  }));

Deno.test("checkPlace() tells a name that the disk does not take", () =>
  inScene(async (scene) => {
    const target = {
      kind: "file",
      folders: [],
      name: `${"x".repeat(300)}.png`,
    } as const;
    const failure = await assertRejects(
      () => checkPlace(scene.workspace, target, { overwrite: false }),
      Failure,
    );
    assertEquals(failure.code, "output/invalid_target");
    assertStringIncludes(failure.message, "too long");
  }));
