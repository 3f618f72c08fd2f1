/** Proves that the machine codes and exit codes that texts name are the catalogue's. */
import { assert, assertEquals } from "@std/assert";
import { catalogue, codes, isCode } from "../../src/errors/catalogue.ts";
import { runFake } from "../cli/fake_context.ts";
import { commands } from "./command_line.ts";
import { filesBelow, pages, root } from "./pages.ts";

const everyPage = await pages();
const exits = [...new Set(codes.map((code) => catalogue[code].exit))]
  .toSorted((a, b) => a - b);

/** Codes of `generator.py`, which speaks where there is no program yet. */
const loader = await filesBelow(root, (name) => name === "generator.py");

/** The machine codes in a text; paths of files look like them. */
function codesIn(text: string): readonly string[] {
  const pattern =
    /(?<![\w\/.\-])(?:policy|preflight|request|runtime|output|setup)\/[a-z]+(?:_[a-z]+)*(?![\w\/.\-]*\w)/g;
  return [...text.matchAll(pattern)].map(([code]) => code);
}

/** The numbers that a text says a program exits with. */
function exitsIn(text: string): readonly number[] {
  return [
    ...text.matchAll(
      /\b(?:exit(?: code|s)?|ends)(?: with)?(?: exit code)? (\d+)\b|\band with (\d+) when\b|\band (\d+) when\b/gi,
    ),
  ]
    .map(([, ...found]) =>
      Number(found.find((number) => number !== undefined))
    );
}

Deno.test("Every machine code that a page names exists", () => {
  const named = everyPage.flatMap(({ path, text }) =>
    codesIn(text).map((code) => ({ path, code }))
  );
  assert(named.length > 100, `${named.length} codes`);
  const unknown = named.filter(({ code }) =>
    !isCode(code) && !loader.some(({ text }) => text.includes(code))
  );
  assertEquals(unknown, []);
});

Deno.test("Help and docs/errors.md list the catalogue's exit codes and no other", async () => {
  const errors = everyPage.find(({ path }) => path === "docs/errors.md");
  const [, table = ""] = /\| exit \|[^\n]*\n((?:\|.*\n)*)/
    .exec(errors?.text ?? "") ?? [];
  const listed = [...table.matchAll(/^\| (\d+) /gm)].map(([, exit]) =>
    Number(exit)
  );
  assertEquals(listed, [0, ...exits]);
  const { stdout } = await runFake(["--help"]);
  const [, list = ""] = /^EXIT CODES\n([\s\S]*)/m.exec(stdout) ?? [];
  const helped = [...list.matchAll(/^ {2}(\d+) /gm)].map(([, exit]) =>
    Number(exit)
  );
  assertEquals(helped, [0, ...exits]);
});

Deno.test("Every exit code that help or a page tells of exists", async () => {
  const texts = [
    ...everyPage.map(({ path, text }) => ({
      path,
      text: text.replaceAll("\n", " "),
    })),
    ...await Promise.all(
      commands().map(async ({ words }) => {
        const { stdout } = await runFake([...words.split(" "), "--help"]);
        return { path: words, text: stdout.replaceAll("\n", " ") };
      }),
    ),
  ];
  const told = texts.flatMap(({ path, text }) =>
    exitsIn(text).map((exit) => ({ path, exit }))
  );
  assert(told.length > 8, JSON.stringify(told));
  const unknown = told.filter(({ exit }) =>
    exit !== 0 && !exits.some((one) => one === exit)
  );
  assertEquals(unknown, []);
});

Deno.test("A code and an exit code that stand together belong together", () => {
  const wrong: string[] = [];
  let pairs = 0;
  for (const { path, text } of everyPage) {
    for (const part of parts(text)) {
      const [exit, ...others] = new Set(part.exits);
      if (exit === undefined || others.length > 0) continue;
      for (const code of codesIn(part.text).filter(isCode)) {
        pairs++;
        if (catalogue[code].exit === exit) continue;
        wrong.push(`${path}: ${code} and exit ${exit}`);
      }
    }
  }
  assertEquals(wrong, []);
  assert(pairs > 2, `${pairs} pairs`);
});

/** Paragraphs with the list that follows them, and rows of tables by exit code. */
function parts(
  text: string,
): readonly { readonly text: string; readonly exits: readonly number[] }[] {
  const paragraphs = text.split(/\n\n(?!- )/)
    .filter((part) => !part.startsWith("|"))
    .map((part) => ({
      text: part,
      exits: exitsIn(part.replaceAll("\n", " ")),
    }));
  const rows = [...text.matchAll(/^\| exit +\|[^\n]*\n((?:\|.*\n?)*)/gm)]
    .flatMap(([, table = ""]) => table.split("\n"))
    .map((row) => ({
      text: row,
      exits: [...row.matchAll(/^\| (\d+) /g)].map(([, exit]) => Number(exit)),
    }));
  return [...paragraphs, ...rows];
}
