// Proves how images that lie in a folder already are recognised, and that no
// more is read than has to be.
import { assertEquals } from "@std/assert";
import { PublishedImages } from "../../src/output/published_images.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import { sha256 } from "../../src/system/sha256.ts";
import { filesWith, inScene, picture } from "./support.ts";

Deno.test("an image is recognised by its bytes; only files of its size are read, and once", () =>
  inScene(async (scene) => {
    const other = picture.slice().fill(7, 40, 50);
    await Deno.writeFile(scene.at("same.png"), picture);
    await Deno.writeFile(scene.at("other.png"), other);
    await Deno.writeFile(scene.at("larger.png"), new Uint8Array(70_001));
    const read: string[] = [];
    const files = filesWith({
      read: (path) => {
        read.push(path);
        return systemFiles.read(path);
      },
    });
    const names = ["larger.png", "other.png", "same.png", "gone.png"];
    const images = new PublishedImages(
      names.map((one) => scene.at(one)),
      files,
    );
    const holds = (bytes: Uint8Array) =>
      images.hold(bytes.length, sha256(bytes));
    assertEquals(await holds(new Uint8Array(3)), false);
    assertEquals(read, []);
    assertEquals(await holds(picture), true);
    assertEquals(await holds(other), true);
    assertEquals(await holds(picture.slice().fill(8, 40, 50)), false);
    assertEquals(read.toSorted(), [
      scene.at("other.png"),
      scene.at("same.png"),
    ]);
  }));

Deno.test("a file that cannot be read is no copy", () =>
  inScene(async (scene) => {
    await Deno.writeFile(scene.at("x.png"), picture);
    const files = filesWith({ read: () => Promise.reject(new Error("no")) });
    const images = new PublishedImages([scene.at("x.png")], files);
    assertEquals(await images.hold(picture.length, sha256(picture)), false);
  }));
