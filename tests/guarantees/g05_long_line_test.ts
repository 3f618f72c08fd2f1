/** Proves G5: a line of 48 MiB is cut out, decoded and parsed in linear time. */
import { assert, assertEquals } from "@std/assert";
import { MAX_LINE_BYTES } from "../../src/codex/limits.ts";
import { readMessage } from "../../src/codex/messages.ts";
import { LineSplitter } from "../../src/system/lines.ts";
import { handshakes } from "../support/pace.ts";

const CHUNK = 64 * 1024;

/** A message that is exactly so long with its line end, in chunks of 64 KiB. */
function chunksOf(bytes: number): readonly Uint8Array[] {
  const [head, tail] = ['{"id":1,"result":"', '"}\n'];
  const text = `${head}${"A".repeat(bytes - head.length - tail.length)}${tail}`;
  const whole = new TextEncoder().encode(text);
  return Array.from(
    { length: Math.ceil(whole.length / CHUNK) },
    (_, nth) => whole.subarray(nth * CHUNK, (nth + 1) * CHUNK),
  );
}

/** How long such a message takes from its chunks to its value, in milliseconds. */
function readingTime(chunks: readonly Uint8Array[]): number {
  const startedAt = performance.now();
  const splitter = new LineSplitter(MAX_LINE_BYTES);
  const found = chunks.flatMap((chunk) => [...splitter.push(chunk)])
    .map(readMessage);
  assertEquals(found.map((message) => message?.kind), ["result"]);
  return performance.now() - startedAt;
}

Deno.test("A line of 48 MiB in 64 KiB chunks becomes a message in linear time", () => {
  const chunks = chunksOf(MAX_LINE_BYTES + 1);
  assertEquals(MAX_LINE_BYTES, 48 * 1024 * 1024);
  // Joining all there is at each chunk would move 18 GB.
  const took = readingTime(chunks);
  assert(took < handshakes(5), `${took} ms`);
});
