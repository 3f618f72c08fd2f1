/** Reads the product's source for the architecture's tests. */
import { dirname, join, relative, resolve } from "@std/path";

/** One source file. */
export interface Source {
  /** Below the checkout, with slashes: `src/codex/turn.ts`. */
  readonly path: string;
  readonly text: string;
  /** The text without comments and without what strings hold. */
  readonly code: string;
  /** Files of the checkout that it imports, by path, types included. */
  readonly imports: readonly string[];
  /** Everything else that it imports, as written. */
  readonly packages: readonly string[];
}

const root = resolve(import.meta.dirname ?? ".", "..");

/** All of `src/`, and `main.ts`. */
export async function readSources(): Promise<readonly Source[]> {
  const paths = [...await filesBelow(join(root, "src")), join(root, "main.ts")];
  return await Promise.all(paths.map(readSource));
}

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await filesBelow(path));
    else if (name.endsWith(".ts")) found.push(path);
  }
  return found.sort();
}

async function readSource(path: string): Promise<Source> {
  const text = await Deno.readTextFile(path);
  const targets = importsOf(text);
  return {
    path: nameOf(path),
    text,
    code: codeOf(text),
    imports: targets.filter((target) => target.startsWith(".")).map((target) =>
      nameOf(join(dirname(path), target))
    ),
    packages: targets.filter((target) => !target.startsWith(".")),
  };
}

function nameOf(path: string): string {
  return relative(root, path).replaceAll("\\", "/");
}

/** What `import` and `export ... from` name, and `import("...")`. */
function importsOf(text: string): readonly string[] {
  const named = /^(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']/gm;
  const bare = /^import\s*["']([^"']+)["']/gm;
  const lazy = /\bimport\(\s*["']([^"']+)["']/g;
  return [named, bare, lazy].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ([, target = ""]) => target)
  );
}

/**
 * One comment, string, template or regular expression. A slash opens the last
 * of these only where no value can stand before it.
 */
const opaque = new RegExp(
  [
    String.raw`//[^\n]*`,
    String.raw`/\*[\s\S]*?\*/`,
    String.raw`"(?:\\.|[^"\\\n])*"`,
    String.raw`'(?:\\.|[^'\\\n])*'`,
    "`",
    String
      .raw`(?<=(?:^|[=(,:\[!&|?{};>]|return)\s*)/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])*/[a-z]*`,
  ].join("|"),
  "gm",
);

/** `text` with comments gone and strings empty; code in templates stays. */
export function codeOf(text: string): string {
  let code = "";
  let at = 0;
  while (at < text.length) {
    opaque.lastIndex = at;
    const found = opaque.exec(text);
    if (found === null) return code + text.slice(at);
    code += text.slice(at, found.index);
    if (found[0] === "`") {
      const template = readTemplate(text, found.index + 1);
      code += template.code;
      at = template.end;
    } else {
      code += /^\/[/*]/.test(found[0]) ? "" : '""';
      at = found.index + found[0].length;
    }
  }
  return code;
}

/** A template's code, from behind its opening mark to behind its closing one. */
function readTemplate(
  text: string,
  start: number,
): { code: string; end: number } {
  let code = '""';
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "`") return { code, end: at + 1 };
    else if (text.startsWith("${", at)) {
      const end = endOfBraces(text, at + 2);
      code += ` + (${codeOf(text.slice(at + 2, end))})`;
      at = end;
    }
  }
  return { code, end: text.length };
}

/** The place of the brace that closes the one before `start`. */
function endOfBraces(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "`") at = readTemplate(text, at + 1).end - 1;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}
