import { assertEquals } from "@std/assert";
import { ChunkReader } from "../../src/system/chunk_reader.ts";

/** A byte stream that gives these pieces. */
function streamOf(...pieces: readonly string[]): ReadableStream<Uint8Array> {
  const left = pieces.map((piece) => new TextEncoder().encode(piece));
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const piece = left.shift();
      if (piece === undefined) {
        controller.close();
        controller.byobRequest?.respond(0);
      } else controller.enqueue(piece);
    },
  });
}

Deno.test("ChunkReader gives every byte once, in order", async () => {
  const reader = new ChunkReader(streamOf("ab", "c".repeat(200_000), "d"));
  let text = "";
  for (
    let chunk = await reader.read();
    chunk !== undefined;
    chunk = await reader.read()
  ) text += new TextDecoder().decode(chunk);
  assertEquals(text, `ab${"c".repeat(200_000)}d`);
});

Deno.test("ChunkReader ends a read that waits when it is cancelled", async () => {
  const silent = new ReadableStream<Uint8Array>({ type: "bytes" });
  const reader = new ChunkReader(silent);
  const waiting = reader.read();
  await reader.cancel();
  assertEquals(await waiting, undefined);
  await reader.cancel();
});
