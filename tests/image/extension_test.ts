import { assertEquals } from "@std/assert";
import {
  extensionFor,
  formatOfExtension,
  imageFormats,
  isImageName,
} from "../../src/image/extension.ts";

Deno.test("extensionFor() gives the usual extension", () => {
  assertEquals(imageFormats.map(extensionFor), [".png", ".jpg", ".webp"]);
});

Deno.test("formatOfExtension() knows four extensions in any case", () => {
  assertEquals(
    ["png", "JPG", "Jpeg", "webp", "gif", ""].map(formatOfExtension),
    ["png", "jpeg", "jpeg", "webp", undefined, undefined],
  );
});

Deno.test("isImageName() goes by the last extension, in any case", () => {
  const names = ["a.png", "a.b.JPEG", "ig.webp", "a.png.txt", "png", "a.", ""];
  assertEquals(names.filter(isImageName), ["a.png", "a.b.JPEG", "ig.webp"]);
});
