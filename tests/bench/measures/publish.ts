import { join } from "@std/path";
import { reserveOutput } from "../../../src/output/reserve.ts";
import { parseTarget } from "../../../src/output/target.ts";
import { openWorkspace } from "../../../src/output/workspace.ts";
import type { Row } from "../row.ts";
import { inTurn } from "../series.ts";

const BYTES = 32 * 1024 * 1024;

/** How long 32 MiB take to be secured and published, held against a plain copy with fsync. */
export async function measurePublish(rounds: number): Promise<Row> {
  const folder = await Deno.makeTempDir({ prefix: "modly-bench-" });
  try {
    const bytes = new Uint8Array(BYTES);
    for (let at = 0; at < BYTES; at += 65_536) {
      crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    }
    const [ours, plain] = await inTurn(
      rounds,
      () => publish(folder, bytes),
      () => copy(join(folder, "plain"), bytes),
    );
    return {
      what: "publishing 32 MiB",
      product: ours,
      against: plain,
      againstName: "a copy with fsync",
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function publish(folder: string, bytes: Uint8Array): Promise<number> {
  const id = crypto.randomUUID().slice(0, 8);
  const reservation = await reserveOutput(
    await openWorkspace(folder, "/"),
    parseTarget(`${id}.png`),
    { overwrite: false, mode: "text-to-image", id, spareFolder: folder },
  );
  const begun = performance.now();
  await reservation.secure(bytes, "png");
  const { path } = await reservation.publish();
  const time = performance.now() - begun;
  await Deno.remove(path);
  return time;
}

async function copy(path: string, bytes: Uint8Array): Promise<number> {
  const begun = performance.now();
  {
    using file = await Deno.open(path, { createNew: true, write: true });
    for (let sent = 0; sent < bytes.length;) {
      sent += await file.write(bytes.subarray(sent));
    }
    await file.sync();
  }
  const time = performance.now() - begun;
  await Deno.remove(path);
  return time;
}
