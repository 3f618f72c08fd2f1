// Proves which empty files are taken for a dead job's, on disks without hard
// links: those go and are in nobody's way, all others are somebody's own.
import { assert, assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { claimName } from "../../src/output/claim.ts";
import { sweepLeftovers } from "../../src/output/leftovers.ts";
import { thisProcess } from "../../src/output/owner.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import { leaveClaim, leaveImage, token } from "./dead_job.ts";
import {
  filesWith,
  inScene,
  picture,
  type Scene,
  systemError,
} from "./support.ts";

/** The hidden image of a dead job for `x`. */
function leave(scene: Scene): Promise<string> {
  return leaveImage(scene.at(), "x", "png", picture);
}

function sweep(scene: Scene, files = systemFiles): Promise<string[]> {
  return sweepLeftovers(scene.at(), thisProcess, files);
}

for (const name of ["x.png", "x.JPEG", "x-01234567.png"]) {
  Deno.test(`an empty ${name} that a dead job left in its image's place goes`, () =>
    inScene(async (scene) => {
      await leave(scene);
      await Deno.writeTextFile(scene.at(name), "");
      await scene.check(name);
      assertEquals(await sweep(scene), ["x-01234567.png"]);
      assertEquals(scene.names(), ["x-01234567.png"]);
      assertEquals(
        await Deno.readFile(scene.at("x-01234567.png")),
        picture,
      );
    }));
}

/** Files that only look like a dead job's, and what makes them somebody's own. */
const strangers: readonly (readonly [
  string,
  (scene: Scene) => Promise<unknown>,
])[] = [
  [
    "older than the claim",
    (scene) => Deno.utime(scene.at("x.png"), 1_000, 1_000),
  ],
  ["not empty", (scene) => Deno.writeTextFile(scene.at("x.png"), "mine")],
  [
    "of a job that has no image",
    (scene) => Deno.remove(scene.at(`.x.${token}.png`)),
  ],
  ["of a job that is alive", (scene) => {
    thisProcess.held.add(token);
    return leaveClaim(scene.at(), "x", Deno.pid);
  }],
  ["of nobody's job", (scene) => Deno.remove(scene.at(claimName("x")))],
];

for (const [what, happens] of strangers) {
  Deno.test(`a file at the target that is ${what} stays and counts`, () =>
    inScene(async (scene) => {
      await leave(scene);
      await Deno.writeTextFile(scene.at("x.png"), "");
      await happens(scene);
      const failure = await assertRejects(() => scene.check("x.png"), Failure);
      assertEquals(failure.code, "output/already_exists");
      await sweep(scene);
      assert(scene.names().includes("x.png"));
      thisProcess.held.delete(token);
    }));
}

Deno.test("an empty file of another stem, or of no image, is never touched", () =>
  inScene(async (scene) => {
    await leave(scene);
    const others = ["X2.png", "x.txt", "x"];
    for (const name of others) await Deno.writeTextFile(scene.at(name), "");
    await sweep(scene);
    assertEquals(scene.names(), [...others, "x-01234567.png"].toSorted());
  }));

Deno.test("an empty file stays while somebody else has the name, and goes the next time", () =>
  inScene(async (scene) => {
    await leave(scene);
    await Deno.writeTextFile(scene.at("x.png"), "");
    const third = filesWith({
      rename: async (from, to) => {
        await systemFiles.rename(from, to);
        if (to.includes(".claim.")) {
          await Deno.writeTextFile(from, "being written");
        }
      },
    });
    assertEquals(await sweep(scene, third), []);
    assert(scene.names().includes("x.png"));
    await Deno.remove(scene.at(claimName("x")));
    assertEquals(await sweep(scene), ["x-01234567.png"]);
    assertEquals(scene.names(), ["x-01234567.png"]);
  }));

Deno.test("without hard links a sweep that was cut off is finished by the next", () =>
  inScene(async (scene) => {
    await leave(scene);
    const noHardLinks = { link: () => Promise.reject(systemError("EPERM")) };
    const reached = Promise.withResolvers<void>();
    const stopped = filesWith({
      ...noHardLinks,
      rename: async (from, to) => {
        if (!to.endsWith("x-01234567.png")) {
          return await systemFiles.rename(from, to);
        }
        reached.resolve();
        await new Promise(() => {});
      },
    });
    void sweep(scene, stopped);
    await reached.promise;
    assertEquals((await Deno.lstat(scene.at("x-01234567.png"))).size, 0);
    assertEquals(await sweep(scene, filesWith(noHardLinks)), [
      "x-01234567.png",
    ]);
    assertEquals(scene.names(), ["x-01234567.png"]);
    assertEquals(await Deno.readFile(scene.at("x-01234567.png")), picture);
  }));
