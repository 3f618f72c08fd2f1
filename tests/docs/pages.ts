/** The Markdown pages of the checkout, and what is written in them as code. */
import { fileURLToPath } from "node:url";
import { join, relative } from "@std/path";

/** One page. */
export interface Page {
  /** Below the checkout, with `/`. */
  readonly path: string;
  /** With plain line ends. */
  readonly text: string;
}

/** The folder of the checkout. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Folders that hold nothing of ours. */
const skipped: ReadonlySet<string> = new Set([
  ...[".git", ".cache", "dist", "node_modules"],
]);

/** Every page, in the order of their paths. */
export async function pages(): Promise<readonly Page[]> {
  return await filesBelow(root, (name) => name.endsWith(".md"));
}

/** The text files below a folder whose names are wanted, in the order of their paths. */
export async function filesBelow(
  folder: string,
  wanted: (name: string) => boolean,
): Promise<readonly Page[]> {
  const found: Page[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory && !skipped.has(name)) {
      found.push(...await filesBelow(path, wanted));
    } else if (!isDirectory && wanted(name)) {
      const text = (await Deno.readTextFile(path)).replaceAll("\r\n", "\n");
      found.push({ path: relative(root, path).replaceAll("\\", "/"), text });
    }
  }
  return found.toSorted((a, b) => a.path < b.path ? -1 : 1);
}

/** Is there a file or folder at `path`? */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

const fence = /^( *)```[^\n]*\n([\s\S]*?)^\1```$/gm;

/** What stands between single backticks, outside of blocks of code. */
export function spans({ text }: Page): readonly string[] {
  return [...prose(text).matchAll(/(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/g)]
    .map(([, , span = ""]) => span.replaceAll("\n", " ").trim());
}

/** The lines of the blocks of code; one that ends in a backslash goes on. */
export function codeLines({ text }: Page): readonly string[] {
  return [...text.matchAll(fence)].flatMap(([, , code = ""]) =>
    code.replaceAll(/\\\n\s*/g, "").split("\n").map((line) => line.trim())
  );
}

/** The text without its blocks of code. */
export function prose(text: string): string {
  return text.replaceAll(fence, "");
}
