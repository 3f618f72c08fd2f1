import { assertEquals } from "@std/assert";
import { extensionFits, extensionFor } from "../../src/image/extension.ts";
import type { ImageFormat } from "../../src/image/facts.ts";

const formats: readonly ImageFormat[] = ["png", "jpeg", "webp"];

Deno.test("extensionFor() gives the usual extension", () => {
  assertEquals(formats.map(extensionFor), [".png", ".jpg", ".webp"]);
});

Deno.test("extensionFits() accepts each format's extensions in any case", () => {
  const fitting = {
    png: [".png", ".PNG"],
    jpeg: [".jpg", ".jpeg", ".JPG", ".Jpeg"],
    webp: [".webp", ".WebP"],
  };
  for (const format of formats) {
    for (const [owner, extensions] of Object.entries(fitting)) {
      for (const extension of extensions) {
        assertEquals(extensionFits(extension, format), owner === format);
      }
    }
  }
});

Deno.test("extensionFits() accepts nothing else", () => {
  for (const other of ["", ".", "png", ".gif", ".png ", ".png.exe", ".jpe"]) {
    assertEquals(formats.some((format) => extensionFits(other, format)), false);
  }
});
