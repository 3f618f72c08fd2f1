// Proves what becomes of each file that a dead job left: whole images are kept,
// halves go, and nobody else's file is touched. The jobs are played by the
// claims and files they leave.
import { assertEquals } from "@std/assert";
import { sweepLeftovers } from "../../src/output/leftovers.ts";
import { thisProcess } from "../../src/output/owner.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import { jpeg, png, webp } from "../backend/pictures.ts";
import { leaveImage } from "./dead_job.ts";
import { inScene, onWindows, picture, type Scene } from "./support.ts";

function leave(scene: Scene, ending: string, bytes: Uint8Array) {
  return leaveImage(scene.at(), "x", ending, bytes);
}

function sweep(scene: Scene): Promise<string[]> {
  return sweepLeftovers(scene.at(), thisProcess, systemFiles);
}

const whole: readonly (readonly [string, Uint8Array, string])[] = [
  ["part", png(), "x-01234567.png"],
  ["part", jpeg(), "x-01234567.jpg"],
  ["extra", webp(), "x-01234567.webp"],
  ["png", png(), "x-01234567.png"],
];

for (const [ending, bytes, name] of whole) {
  Deno.test(`a whole image in a dead job's .${ending} file is kept as ${name}`, () =>
    inScene(async (scene) => {
      await leave(scene, ending, bytes);
      assertEquals(await sweep(scene), [name]);
      assertEquals(scene.names(), [name]);
      assertEquals(await Deno.readFile(scene.at(name)), bytes);
    }));
}

Deno.test("half an image in a dead job's part file is removed, wherever it ends", () =>
  inScene(async (scene) => {
    for (const share of [0, 0.1, 0.5, 0.99]) {
      for (const ending of ["part", "extra"]) {
        await leave(scene, ending, picture.subarray(0, share * picture.length));
        assertEquals(await sweep(scene), []);
        assertEquals(scene.names(), []);
      }
    }
  }));

Deno.test("every image of a dead job is kept, each under its own name", () =>
  inScene(async (scene) => {
    await leave(scene, "part", png());
    await leave(scene, "png", picture);
    const saved = await sweep(scene);
    assertEquals(saved.toSorted(), scene.names());
    assertEquals(new Set(saved).size, 2);
  }));

Deno.test("an image that is published already is not kept a second time", () =>
  inScene(async (scene) => {
    await leave(scene, "part", picture);
    await Deno.writeFile(scene.at("x.png"), picture);
    assertEquals(await sweep(scene), []);
    assertEquals(scene.names(), ["x.png"]);
  }));

Deno.test({
  name: "a kept image may be read like any other new file",
  // Windows has no permission bits.
  ignore: onWindows,
  fn: () =>
    inScene(async (scene) => {
      await leave(scene, "part", picture);
      await Deno.writeTextFile(scene.at("ordinary"), "");
      const [saved = ""] = await sweep(scene);
      assertEquals(
        (await Deno.lstat(scene.at(saved))).mode,
        (await Deno.lstat(scene.at("ordinary"))).mode,
      );
    }),
});
