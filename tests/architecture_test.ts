/** The rules of docs/architecture.md about the source itself. */
import { assert, assertEquals } from "@std/assert";
import { codeOf, readSources, type Source } from "./architecture_source.ts";

/** Folders of `src/`, the highest layer first; each may import those below. */
const layers: readonly (readonly string[])[] = [
  ["cli", "modly"],
  ["generate"],
  ["request", "preflight", "codex", "output", "rehearsal"],
  ["image", "policy"],
  ["errors", "system"],
];

/** The only imports within one layer. */
const sideways: readonly string[] = [
  "cli -> modly",
  "preflight -> codex",
  "rehearsal -> codex",
  "system -> errors",
];

/** Files outside `src/` that are data of the product. */
const data: readonly string[] = [
  "deno.json",
  "manifest.json",
  "policy/default.json",
];

const sources = await readSources();

function folderOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? path;
}

function layerOf(folder: string): number {
  return layers.findIndex((folders) => folders.includes(folder));
}

function isAllowed(from: string, to: string): boolean {
  if (from === to || from === "main.ts") return true;
  return layerOf(from) < layerOf(to) || sideways.includes(`${from} -> ${to}`);
}

Deno.test("Every file stands in a folder that has a layer", () => {
  const folders = sources.map(({ path }) => folderOf(path));
  const strange = folders.filter((folder) =>
    layerOf(folder) < 0 && folder !== "main.ts"
  );
  assertEquals([...new Set(strange)], []);
});

Deno.test("Imports go down the layers only", () => {
  const wrong = sources.flatMap(({ path, imports }) =>
    imports
      .filter((target) => !data.includes(target))
      .filter((target) => !isAllowed(folderOf(path), folderOf(target)))
      .map((target) => `${path} -> ${target}`)
  );
  assertEquals(wrong, []);
});

Deno.test("Imports within the source name files that exist, tests excluded", () => {
  const known = new Set([...sources.map(({ path }) => path), ...data]);
  const unknown = sources.flatMap(({ path, imports }) =>
    imports.filter((target) => !known.has(target))
      .map((target) => `${path} -> ${target}`)
  );
  assertEquals(unknown, []);
});

/** The files on a way from a file back to itself. */
function circles(files: readonly Source[]): readonly string[] {
  const bySource = new Map(files.map((file) => [file.path, file.imports]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      found.push([...way.slice(way.indexOf(path)), path].join(" -> "));
    } else if (!done.has(path)) {
      for (const next of bySource.get(path) ?? []) visit(next, [...way, path]);
      done.add(path);
    }
  };
  for (const { path } of files) visit(path, []);
  return found;
}

Deno.test("No file imports itself by way of others", () => {
  assertEquals(circles(sources), []);
});

Deno.test("Only the dependencies of the import map are used", async () => {
  const config = new URL("../deno.json", import.meta.url);
  const { imports } = JSON.parse(await Deno.readTextFile(config));
  const wrong = sources.flatMap(({ path, packages }) =>
    packages
      .filter((name) => !name.startsWith("node:") && !(name in imports))
      .concat(packages.filter((name) => name === "@std/assert"))
      // Whole zod takes some 20 ms longer to load and to set up.
      .concat(path.startsWith("src/") && packages.includes("zod") ? "zod" : [])
      .map((name) => `${path} -> ${name}`)
  );
  assertEquals(wrong, []);
});

function linesOf({ text }: Source): number {
  return text.split("\n").length - 1;
}

Deno.test("No file is longer than 300 lines", () => {
  const long = sources.filter((source) => linesOf(source) > 300);
  assertEquals(long.map((source) => `${source.path}: ${linesOf(source)}`), []);
});

Deno.test("Half of the files have fewer than 80 lines", () => {
  const lengths = sources.map(linesOf).sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  assert(median < 80, `The median is ${median} lines`);
});

/** Words that silence the compiler or hide what is thrown, and how to find them. */
const forbidden: readonly (readonly [string, RegExp])[] = [
  ["a cast", /(?<!\bimport\s.*|\*\s)\bas\s+(?!const\b)[\w{([]/],
  ["any", /(?<!\.)\bany\b(?!\s*\()/],
  ["a non-null assertion", /[\w)\]]!(?=[.;,)\]\s[])(?!\s*==)/],
  ["console", /\bconsole\./],
  ["an empty catch", /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}/],
  ["a prompt", /(?<!\.)\b(?:prompt|confirm|alert)\s*\(/],
];

/** The lines of code that a pattern is found in; imports may rename with `as`. */
function hits({ path, code }: Source, pattern: RegExp): readonly string[] {
  const own = code.replaceAll(
    /^(?:import|export)\s+(?:type\s+)?(?:\{[^}]*\}|\*\s+as\s+\w+)\s+from\b/gm,
    "",
  );
  const found = own.match(new RegExp(`.*${pattern.source}.*`, "g")) ?? [];
  return found.map((line) => `${path}: ${line.trim()}`);
}

for (const [name, pattern] of forbidden) {
  Deno.test(`The source has not ${name}`, () => {
    assertEquals(sources.flatMap((source) => hits(source, pattern)), []);
  });
}

Deno.test("The source silences neither the compiler nor the linter, and leaves nothing to do", () => {
  const marks =
    /@ts-(?:ignore|expect-error|nocheck)|deno-lint-ignore|TODO|FIXME/;
  const wrong = sources.filter(({ text }) => marks.test(text));
  assertEquals(wrong.map(({ path }) => path), []);
});

Deno.test("The scan reads every file to its end: no string is left open", () => {
  const derailed = sources.filter(({ code }) =>
    /["'`]/.test(code.replaceAll('""', ""))
  );
  assertEquals(derailed.map(({ path }) => path), []);
});

/** What the scan makes of code, so that its silence above means something. */
const samples: readonly (readonly [string, string, boolean])[] = [
  ["a cast", "const a = b as Thing;", true],
  ["a cast", "const a = { b } as const;", false],
  ["a cast", 'const a = "as it is";', false],
  ["a cast", "// as it is", false],
  ["a cast", "const a = `${b as Thing}`;", true],
  ["a cast", "const a = `as ${b} as it is`;", false],
  ["a cast", 'import { a as b } from "c";', false],
  ["a cast", 'import * as posix from "c";', false],
  ["a cast", "const a = /[\"'`]/; const b = c as Thing;", true],
  ["any", "function f(a: any): void {}", true],
  ["any", "const a = AbortSignal.any([b]);", false],
  ["a non-null assertion", "const a = b[0]!;", true],
  ["a non-null assertion", "const a = b.c!.d;", true],
  ["a non-null assertion", "if (a !== b && !c) return;", false],
  ["console", 'console.log("x");', true],
  ["an empty catch", "try { a(); } catch {}", true],
  ["an empty catch", "try { a(); } catch { return b; }", false],
];

for (const [name, text, isHit] of samples) {
  Deno.test(`The scan ${isHit ? "finds" : "does not find"} ${name} in: ${text}`, () => {
    const pattern = forbidden.find(([own]) => own === name)?.[1];
    assert(pattern);
    const source: Source = {
      path: "sample.ts",
      text,
      code: codeOf(text),
      imports: [],
      packages: [],
    };
    assertEquals(hits(source, pattern).length > 0, isHit);
  });
}
