/** Rewrites the generated parts of the documents: `deno task docs`. */
import { blocks, withBlock } from "./blocks.ts";

for (const block of blocks()) {
  const path = new URL(`../../${block.file}`, import.meta.url);
  const text = withBlock(await Deno.readTextFile(path), block);
  if (text === undefined) {
    throw new Error(`${block.file} has no marks for ${block.name}`);
  }
  await Deno.writeTextFile(path, text);
}
