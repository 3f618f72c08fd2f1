import { assertEquals } from "@std/assert";
import { blocks, withBlock } from "./blocks.ts";

for (const block of blocks()) {
  Deno.test(`${block.file} holds what the code says about ${block.name}`, async () => {
    const text = await Deno.readTextFile(
      new URL(`../../${block.file}`, import.meta.url),
    );
    assertEquals(
      text,
      withBlock(text, block),
      "Run: deno task docs",
    );
  });
}
