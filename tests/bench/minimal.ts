/**
 * The baseline of the benchmarks, a program of its own: the same turn with no
 * checks at all, or the bare handshake.
 * Usage: minimal.ts PROGRAM FOLDER job|handshake [IMAGE...]
 */
import { MinimalClient } from "../support/minimal_client.ts";

const [program = "", folder = "", what = "job", ...images] = Deno.args;
await using client = new MinimalClient(program, Deno.env.toObject());
if (what === "job") {
  const thread = await client.open(folder);
  await client.draw(thread, "a cat", images);
} else await client.shakeHands();
