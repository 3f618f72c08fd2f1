/** A made checkout and made binaries, small enough to pack in no time. */
import { dirname, join } from "@std/path";
import type { BaseKind } from "../../release/base.ts";
import type { BuildRecord } from "../../release/build_record.ts";
import { extensionFiles, processFiles } from "../../release/extension_files.ts";
import { binaryName, buildRecordName } from "../../release/names.ts";
import type { Target } from "../../release/targets.ts";
import { product } from "../../src/system/product.ts";
import { sha256 } from "../../src/system/sha256.ts";

/** The ids in the made manifests: of the model and of the process flavour. */
export const extensionId = "made-extension";
export const processId = "made-process";

/** Writes every file that an extension needs; each tells its own name. */
export async function makeCheckout(folder: string): Promise<void> {
  const ids = new Map<string, string>([
    ["manifest.json", extensionId],
    [processFiles["manifest.json"], processId],
  ]);
  for (const path of [...extensionFiles, ...Object.values(processFiles)]) {
    const id = ids.get(path);
    await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
    await Deno.writeTextFile(
      join(folder, path),
      id === undefined ? `made ${path}\n` : JSON.stringify({ id }),
    );
  }
}

/** Writes a binary that is none, with its record; gives both names. */
export async function putBinary(
  folder: string,
  target: Target | undefined,
  { base }: { base: BaseKind },
): Promise<{ binary: string; record: string }> {
  if (target === undefined) throw new Error("there is no such target");
  const bytes = new TextEncoder().encode(`made ${target.triple}\n`.repeat(999));
  const record: BuildRecord = {
    schemaVersion: 1,
    version: product.version,
    target: target.triple,
    base,
    deno: "2.9.6",
    sha256: sha256(bytes),
  };
  const names = { binary: binaryName(target), record: buildRecordName(target) };
  await Deno.writeFile(join(folder, names.binary), bytes);
  await Deno.writeTextFile(join(folder, names.record), JSON.stringify(record));
  return names;
}
