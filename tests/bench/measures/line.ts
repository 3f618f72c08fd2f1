import { join } from "@std/path";
import { Connection } from "../../../src/codex/connection.ts";
import { MAX_LINE_BYTES } from "../../../src/codex/limits.ts";
import { Child } from "../../../src/system/child.ts";
import type { Row } from "../row.ts";
import { inTurn } from "../series.ts";

/**
 * How long the longest line takes from another process to a message, held
 * against the bare steps: read, join, decode, parse. A quarter of it shows
 * whether the time is linear.
 */
export async function measureLines(rounds: number): Promise<Row[]> {
  return [
    await measureLine("a line of 48 MiB", MAX_LINE_BYTES, rounds),
    await measureLine("a line of 12 MiB", MAX_LINE_BYTES / 4, rounds),
  ];
}

async function measureLine(
  what: string,
  bytes: number,
  rounds: number,
): Promise<Row> {
  const folder = await Deno.makeTempDir({ prefix: "modly-bench-" });
  try {
    const file = join(folder, "line");
    await Deno.writeTextFile(file, imageLine(bytes));
    const [ours, bare] = await inTurn(
      rounds,
      () => throughConnection(folder, file),
      () => bareSteps(file),
    );
    return {
      what,
      product: ours,
      against: bare,
      againstName: "the bare steps",
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A message of exactly this many bytes, its line end not counted. */
function imageLine(bytes: number): string {
  const around = (result: string) =>
    JSON.stringify({ method: "item/completed", params: { item: { result } } });
  return `${around("A".repeat(bytes - around("").length))}\n`;
}

async function throughConnection(cwd: string, file: string): Promise<number> {
  const begun = performance.now();
  const connection = new Connection(
    new Child("/bin/cat", { args: [file], cwd, env: {} }),
  );
  const arrived = Promise.withResolvers<void>();
  connection.onNotification = () => arrived.resolve();
  await arrived.promise;
  const time = performance.now() - begun;
  await connection.close();
  return time;
}

async function bareSteps(file: string): Promise<number> {
  const begun = performance.now();
  const child = new Deno.Command("/bin/cat", { args: [file], stdout: "piped" })
    .spawn();
  const chunks = await Array.fromAsync(child.stdout);
  const whole = new Uint8Array(
    chunks.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  JSON.parse(new TextDecoder().decode(whole));
  const time = performance.now() - begun;
  await child.status;
  return time;
}
