import { assertEquals } from "@std/assert";
import { nodeOf } from "../../src/modly/node.ts";

Deno.test("The node is the last part of whatever names it", () => {
  for (
    const name of [
      "text-to-image",
      "modly-codex-image-extension/text-to-image",
      "/models/modly-codex-image-extension/text-to-image",
      "/models/modly-codex-image-extension/text-to-image/",
      "C:\\models\\modly-codex-image-extension\\text-to-image",
    ]
  ) assertEquals(nodeOf(name), "text-to-image");
});

Deno.test("The first name that is one of ours wins; others are no node", () => {
  assertEquals(
    nodeOf(undefined, "", "/models/sdxl", "image-to-image", "text-to-image"),
    "image-to-image",
  );
  assertEquals(nodeOf("/text-to-image/more", "Text-To-Image"), undefined);
  assertEquals(nodeOf(), undefined);
});
