/** The archives that people download, made once of the same content by `package`. */
import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { BuildRecord } from "../../release/build_record.ts";
import { cache, inCheckout, root } from "../../release/folders.ts";
import {
  binaryName,
  buildRecordName,
  tarGzipName,
  zipName,
} from "../../release/names.ts";
import { product } from "../../src/system/product.ts";
import { sha256 } from "../../src/system/sha256.ts";
import {
  compiledProduct,
  testBase,
  thisTarget,
} from "../release/support_program.ts";
import { isKept, removeUnused } from "../support/kept.ts";

/** The files of one extension. */
export interface Archives {
  readonly zip: string;
  /** The zip file too where there is no other. */
  readonly tarGzip: string;
}

/** Both extensions of this computer's platform. */
export interface Packed {
  readonly model: Archives;
  readonly process: Archives;
}

/** An address at which nothing answers: what is packed has to do without it. */
const NOWHERE = "http://127.0.0.1:9";

const folder = join(cache, "packaged");

/** In `folder`: whoever makes the archives holds it. */
const LOCK = "lock";

let making: Promise<Packed> | undefined;

/** The archives of the checkout as it is, with the product's binary. */
export function packed(): Promise<Packed> {
  making ??= pack();
  return making;
}

/** One at a time makes them: the others find what it made. */
async function pack(): Promise<Packed> {
  await Deno.mkdir(folder, { recursive: true });
  using lock = await Deno.open(join(folder, LOCK), {
    write: true,
    create: true,
  });
  await lock.lock(true);
  const program = await Deno.readFile(await compiledProduct());
  const kept = join(folder, await contentKey(program));
  if (!await isKept(kept)) {
    await make(program, kept);
    await removeUnused(folder, (name) => name === LOCK);
  }
  const target = thisTarget();
  const archives = (name: string) => ({
    zip: join(kept, zipName(target, name)),
    tarGzip: join(kept, tarGzipName(target, name) ?? zipName(target, name)),
  });
  return {
    model: archives(product.name),
    process: archives(`${product.name}-process`),
  };
}

async function make(program: Uint8Array, kept: string): Promise<void> {
  const making = await Deno.makeTempDir({ dir: folder, prefix: "making-" });
  try {
    const binaries = join(making, "binaries");
    await Deno.mkdir(binaries);
    await putBinary(program, binaries);
    const output = join(making, "release");
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--frozen", "--no-prompt", "--allow-all"],
        ...[inCheckout("release", "package.ts"), "--for-checks"],
        ...["--binaries", binaries, "--output", output],
        ...["--target", thisTarget().triple, "--url-base", NOWHERE],
      ],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    await Deno.rename(output, kept);
  } finally {
    await Deno.remove(making, { recursive: true });
  }
}

/** As `compile` leaves a binary: with the record of how it was built. */
async function putBinary(bytes: Uint8Array, binaries: string): Promise<void> {
  const target = thisTarget();
  const path = join(binaries, binaryName(target));
  await Deno.writeFile(path, bytes);
  const { stdout } = await new Deno.Command(await compiledProduct(), {
    args: ["--version", "--json"],
  }).output();
  const { version, deno } = z.object({ version: z.string(), deno: z.string() })
    .parse(JSON.parse(new TextDecoder().decode(stdout)));
  const record: BuildRecord = {
    schemaVersion: 1,
    version,
    target: target.triple,
    base: testBase(),
    deno,
    sha256: sha256(bytes),
  };
  await Deno.writeTextFile(
    join(binaries, buildRecordName(target)),
    JSON.stringify(record),
  );
}

/** One text for everything that packing reads. */
async function contentKey(program: Uint8Array): Promise<string> {
  const files = [sha256(program)];
  for await (const { name, isFile } of Deno.readDir(root)) {
    if (isFile) files.push(name, await digest(join(root, name)));
  }
  for (const name of ["release", "src", "policy", "extensions"]) {
    files.push(...await digests(join(root, name)));
  }
  files.push(await digest(fileURLToPath(import.meta.url)));
  return sha256(files.toSorted().join("\n"));
}

async function digests(below: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(below));
  const all = await Promise.all(entries.map(async ({ name, isDirectory }) => {
    const path = join(below, name);
    return isDirectory ? await digests(path) : [path, await digest(path)];
  }));
  return all.flat();
}

async function digest(path: string): Promise<string> {
  return sha256(await Deno.readFile(path));
}
