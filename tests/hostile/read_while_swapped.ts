/**
 * Reads Codex's file while it is exchanged, now for another file and now for a
 * link to a secret; prints all that was read, each once.
 */
import { join } from "@std/path";
import { readSavedImage } from "../../src/codex/saved_image.ts";

/** How often the file is read. */
const READS = 1_000;
const MAX_BYTES = 10_000;

const home = await Deno.realPath(await Deno.makeTempDir());
try {
  const folder = join(home, "generated_images", "thread-1");
  const path = join(folder, "a.png");
  const secret = join(home, "secret");
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(secret, "secret");
  const stop = new AbortController();
  const swapping = keepSwapping(path, secret, stop.signal);
  const seen = new Set<string>();
  for (let count = 0; count < READS; count++) {
    const saved = await readSavedImage(path, home, MAX_BYTES);
    seen.add(
      saved.kind === "read"
        ? new TextDecoder().decode(saved.bytes)
        : saved.kind,
    );
  }
  stop.abort();
  await swapping;
  await Deno.stdout.write(
    new TextEncoder().encode(JSON.stringify([...seen])),
  );
} finally {
  await Deno.remove(home, { recursive: true });
}

/** Puts a picture, a longer one and a link there by turns until it is stopped. */
async function keepSwapping(
  path: string,
  secret: string,
  stop: AbortSignal,
): Promise<void> {
  const other = `${path}.other`;
  const make = [
    () => Deno.writeTextFile(other, "picture"),
    () => Deno.symlink(secret, other),
    () => Deno.writeTextFile(other, "picture".repeat(80)),
    () => Deno.symlink(secret, other),
  ];
  for (let count = 0; !stop.aborted; count++) {
    await make[count % make.length]?.();
    await Deno.rename(other, path);
  }
}
