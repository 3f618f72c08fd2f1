import { join } from "@std/path";
import * as z from "zod";
import { product } from "../src/system/product.ts";
import type { ArchiveEntry } from "./archive/entry.ts";
import { readIfThere } from "./read_if_there.ts";
import { Refusal } from "./refusal.ts";

/**
 * What makes a folder a complete extension, beside the program: Modly's
 * manifest, the files that it loads and runs, the policy for people to read
 * and copy, and what a person should know.
 */
export const extensionFiles = [
  "LICENSE",
  "NOTICE.md",
  "README.md",
  "generator.py",
  "manifest.json",
  "policy/default.json",
  "policy/schema.v1.json",
  "setup.py",
] as const;

/**
 * The second extension, of Modly's type `process`: its files by the names they
 * have in its folder. Modly runs no setup for it, so the program is inside.
 */
export const processFiles = {
  "LICENSE": "LICENSE",
  "NOTICE.md": "NOTICE.md",
  "manifest.json": "extensions/process/manifest.json",
  "processor.js": "extensions/process/processor.js",
} as const;

const manifestSchema = z.looseObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
});

/** One extension, as every archive of it holds it. */
export interface ExtensionParts {
  /** What its archives' names begin with. */
  readonly name: string;
  /** The extension's id: Modly keeps it in a folder of that name. */
  readonly folder: string;
  readonly files: readonly ArchiveEntry[];
}

/**
 * Both extensions of a checkout: the model and the process flavour. Throws a
 * {@linkcode Refusal} that names every file that is missing.
 */
export async function readExtensions(
  checkout: string,
): Promise<readonly ExtensionParts[]> {
  const model = Object.fromEntries(extensionFiles.map((path) => [path, path]));
  return [
    await readExtension(checkout, product.name, model),
    await readExtension(checkout, `${product.name}-process`, processFiles),
  ];
}

async function readExtension(
  checkout: string,
  name: string,
  sources: Readonly<Record<string, string>>,
): Promise<ExtensionParts> {
  const files = await readFiles(checkout, sources);
  const manifest = files.find(({ path }) => path === "manifest.json");
  const text = new TextDecoder().decode(manifest?.bytes);
  return { name, folder: manifestSchema.parse(JSON.parse(text)).id, files };
}

async function readFiles(
  checkout: string,
  sources: Readonly<Record<string, string>>,
): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const missing: string[] = [];
  for (const [path, source] of Object.entries(sources)) {
    const bytes = await readIfThere(join(checkout, source));
    if (bytes === undefined) missing.push(source);
    else entries.push({ path, bytes, executable: false });
  }
  if (missing.length === 0) return entries;
  throw new Refusal(
    `The checkout lacks what an extension needs: ${missing.join(", ")}`,
  );
}
