/** Proves that the command lines and flags that texts name are the application's. */
import { assert, assertEquals } from "@std/assert";
import { catalogue, codes } from "../../src/errors/catalogue.ts";
import { runFake } from "../cli/fake_context.ts";
import { commands, everywhere } from "./command_line.ts";
import { filledIn, productWords } from "./command_words.ts";
import { codeLines, filesBelow, pages, root, spans } from "./pages.ts";

/** A line that a text shows, and which text that is. */
type Shown = readonly [where: string, line: string];

const everyPage = await pages();
const help = await Promise.all(
  ["", ...commands().map(({ words }) => words), "policy"].map(
    async (words): Promise<Shown> => {
      const args = [...words.split(" ").filter(Boolean), "--help"];
      return [`help of ${words}`, (await runFake(args)).stdout];
    },
  ),
);
const remedies = codes.map((code): Shown => [code, catalogue[code].remedy]);
const flags = new Set([
  ...everywhere,
  ...commands().flatMap(({ flags }) => [...flags.keys()]),
]);

Deno.test("Every command line that a page, help or a remedy shows is understood", async () => {
  const shown: readonly Shown[] = [
    ...everyPage.flatMap((page) =>
      [...codeLines(page), ...spans(page)].map((line): Shown => [
        page.path,
        line,
      ])
    ),
    ...help.flatMap(([where, text]) =>
      text.split("\n").map((line): Shown => [where, line])
    ),
    ...remedies,
  ];
  const wrong: string[] = [];
  let tried = 0;
  for (const [where, line] of shown) {
    const words = productWords(line);
    if (words === undefined || words.length === 0) continue;
    tried++;
    const { code, stderr } = await runFake(filledIn(words));
    if (code === 2) wrong.push(`${where}: ${line}\n${stderr}`);
  }
  assertEquals(wrong, []);
  assert(tried > 60, `${tried} command lines`);
});

Deno.test("Strings of the source that send people to a command name one that exists", async () => {
  const source = await filesBelow(`${root}src`, (name) => name.endsWith(".ts"));
  const lines = source.flatMap(({ path, text }) =>
    [...text.matchAll(/["`][^"`\n]*\bmodly-codex-image [a-z-][^"`\n]*["`]/g)]
      .map(([line]): Shown => [path, line.slice(1, -1)])
  ).filter(([, line]) => /: modly-codex-image /.test(line));
  assert(lines.length > 15, `${lines.length} strings`);
  for (const [where, line] of lines) {
    const words = productWords(line.replace(/\$\{[^}]*\}.*/, "")) ?? [];
    const { code, stderr } = await runFake(filledIn(words));
    assert(words.length === 0 || code !== 2, `${where}: ${line}\n${stderr}`);
  }
});

Deno.test("Every flag that a page names by itself is one of ours, or of a script beside us", async () => {
  const scripts = [
    ...await filesBelow(`${root}release`, (name) => name.endsWith(".ts")),
    ...await filesBelow(
      root,
      (name) => /^(install\.sh|deno\.json)$/.test(name),
    ),
  ].map(({ text }) => text).join("\n");
  const unknown = everyPage.flatMap((page) =>
    spans(page).flatMap((span) => /^--([a-z][a-z-]*)/.exec(span)?.[1] ?? [])
      .filter((flag) =>
        !flags.has(flag) && !new RegExp(`["-]${flag}\\b`).test(scripts)
      )
      .map((flag) => `${page.path}: --${flag}`)
  );
  assertEquals(unknown, []);
});

Deno.test("Every flag that help or a remedy names is one of ours", () => {
  const named = [...help, ...remedies].flatMap(([where, text]) =>
    // What other programs are told is theirs.
    [
      ...text.replaceAll(/\b(?:codex|npm) [^—\n]*/g, "").matchAll(
        /(?<![\w-])--([a-z][a-z-]*)/g,
      ),
    ].map(([, flag = ""]): Shown => [where, flag])
  );
  assert(named.length > 60, `${named.length} flags`);
  const unknown = named.filter(([, flag]) => !flags.has(flag));
  assertEquals(unknown, []);
});

Deno.test("The README's table names every command", () => {
  const readme = everyPage.find(({ path }) => path === "README.md");
  assert(readme);
  const table = /^## Commands\n([\s\S]*?)^## /m.exec(readme.text)?.[1] ?? "";
  const named = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = ""]) =>
    spans({ path: "", text: cell })
  );
  const missing = commands().map(({ words }) => words)
    .filter((words) =>
      words !== "help" && !named.includes(words) &&
      !named.includes(words.replace("policy ", ""))
    );
  assertEquals(missing, []);
});
