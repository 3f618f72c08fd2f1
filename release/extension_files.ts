import { join } from "@std/path";
import * as z from "zod";
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

const manifestSchema = z.looseObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
});

/** What every archive of a release holds. */
export interface ExtensionParts {
  /** The extension's id: Modly keeps it in a folder of that name. */
  readonly folder: string;
  readonly files: readonly ArchiveEntry[];
}

/**
 * The {@linkcode extensionFiles} of a checkout. Throws a {@linkcode Refusal}
 * that names every one that is missing.
 */
export async function readExtension(checkout: string): Promise<ExtensionParts> {
  const files = await readFiles(checkout);
  const manifest = await Deno.readTextFile(join(checkout, "manifest.json"));
  return { folder: manifestSchema.parse(JSON.parse(manifest)).id, files };
}

async function readFiles(checkout: string): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const missing: string[] = [];
  for (const path of extensionFiles) {
    const bytes = await readIfThere(join(checkout, path));
    if (bytes === undefined) missing.push(path);
    else entries.push({ path, bytes, executable: false });
  }
  if (missing.length === 0) return entries;
  throw new Refusal(
    `The checkout lacks what an extension needs: ${missing.join(", ")}`,
  );
}
