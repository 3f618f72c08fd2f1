import { assertEquals } from "@std/assert";
import { extensionFor } from "../../src/image/extension.ts";
import type { ImageFormat } from "../../src/image/facts.ts";

const formats: readonly ImageFormat[] = ["png", "jpeg", "webp"];

Deno.test("extensionFor() gives the usual extension", () => {
  assertEquals(formats.map(extensionFor), [".png", ".jpg", ".webp"]);
});
