/** Proves that pages name policy keys, variables, tasks and files that there are. */
import { assert, assertEquals } from "@std/assert";
import { dirname } from "@std/path/posix";
import config from "../../deno.json" with { type: "json" };
import { catalogue, codes } from "../../src/errors/catalogue.ts";
import { policyKeys } from "../../src/policy/keys.ts";
import {
  codeLines,
  exists,
  filesBelow,
  type Page,
  pages,
  root,
  spans,
} from "./pages.ts";

/** `docs/parity.md` tells of another program too. */
const everyPage = (await pages()).filter(({ path }) =>
  path !== "docs/parity.md"
);

/** All that a page shows as code, its blocks without fences apart. */
function codeIn(page: Page): string {
  return [...spans(page), ...codeLines(page)].join("\n");
}

/** What is named on which page and is not known. */
function unknownNames(
  namesIn: (page: Page) => Iterable<string>,
  known: (name: string) => boolean,
  atLeast: number,
): readonly string[] {
  const named = everyPage.flatMap((page) =>
    [...namesIn(page)].map((name) => ({ path: page.path, name }))
  );
  assert(named.length >= atLeast, `${named.length} names`);
  return named.filter(({ name }) => !known(name))
    .map(({ path, name }) => `${path}: ${name}`);
}

Deno.test("Every policy key that a page or a remedy names exists", () => {
  const keys = policyKeys().map(({ key }) => key);
  const isKey = (name: string) =>
    keys.some((key) => key === name || key.startsWith(`${name}.`));
  const pattern =
    /(?<![\w\/.])(?:codex|limits|output|plans)\.[a-z]+[A-Z]\w*|limits\.[a-z]\w+/g;
  const unknown = unknownNames(
    (page) => spans(page).flatMap((span) => span.match(pattern) ?? []),
    isKey,
    20,
  );
  assertEquals(unknown, []);
  const remedied = codes.flatMap((code) =>
    catalogue[code].remedy.match(pattern) ?? []
  );
  assert(remedied.length > 0);
  assertEquals(remedied.filter((name) => !isKey(name)), []);
});

/** Read by what we run or run in, or the name of something else. */
const others = new Set([
  // Deno asks for them when it makes a temporary folder.
  ...["TMPDIR", "TEMP"],
  // Python's own, for what setup.py downloads.
  ...["HTTPS_PROXY", "SSL_CERT_FILE"],
  // Of the C library: what `getconf` is asked for, and a version.
  ...["GNU_LIBC_VERSION", "GLIBC_2"],
]);

const source = (await Promise.all([
  filesBelow(`${root}src`, (name) => name.endsWith(".ts")),
  filesBelow(`${root}release`, (name) => name.endsWith(".ts")),
  filesBelow(root, (name) => /^(generator|setup)\.py$|^install\./.test(name)),
])).flat().map(({ text }) => text).join("\n");
const testSource =
  (await filesBelow(`${root}tests`, (name) => name.endsWith(".ts")))
    .map(({ text }) => text).join("\n");

/** Does the code name this variable, as a text or as a key? */
function isRead(name: string): boolean {
  const read = new RegExp(`["']${name}["']|\\b${name}:|[$:{]${name}\\b`);
  return read.test(source) ||
    (name.startsWith("MODLY_TEST_") && read.test(testSource));
}

Deno.test("Every environment variable that a page names is read", () => {
  const unknown = unknownNames(
    (page) =>
      codeIn(page).match(
        /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|(?<=[%$])[A-Z]+\b/g,
      ) ??
        [],
    (name) => others.has(name) || isRead(name),
    40,
  );
  assertEquals(unknown, []);
});

/** What one part of the tests tells another, and nobody sets by hand. */
const betweenTests = [
  ...["MODLY_TEST_RUN", "MODLY_TEST_DISK", "MODLY_TEST_HANDSHAKE_MS"],
  ...["MODLY_TEST_LONG", "MODLY_TEST_BUNDLE"],
];

Deno.test("Every environment variable that is read is named on a page", () => {
  const asked = [...source.matchAll(/\benv(?:\.get)?\(([^()]*)\)/g)]
    .flatMap(([, argument = ""]) => argument.match(/"[A-Za-z]+"/g) ?? []);
  const listed = source.match(/"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"/g) ?? [];
  const ofTests = testSource.match(/"MODLY_TEST_[A-Z_]+"/g) ?? [];
  const variables = new Set(
    [...asked, ...listed, ...ofTests].map((text) => text.slice(1, -1)),
  );
  // Set by tests for programs that they start, and by nobody else.
  for (const name of betweenTests) {
    variables.delete(name);
  }
  assert(variables.size > 35, `${variables.size} variables`);
  const named = new Set(
    everyPage.flatMap((page) => codeIn(page).match(/\w+/g) ?? []),
  );
  assertEquals([...variables.difference(named)], []);
});

Deno.test("Every task that a page names exists", () => {
  const unknown = unknownNames(
    (page) =>
      [
        ...codeIn(page).matchAll(/(?<!-)\btask ([a-z][a-z:\-]*)/g),
        ...page.text.matchAll(/\bdeno(?:@[\d.]+)? task ([a-z][a-z:\-]*)/g),
      ].map(([, task = ""]) => task),
    (name) => Object.hasOwn(config.tasks, name),
    10,
  );
  assertEquals(unknown, []);
});

/** Files that are made on a user's computer. */
const made: ReadonlySet<string> = new Set([
  "modly-codex-image-extension/manifest.json",
  "policy/policy.json",
]);

Deno.test("Every file that a page names by its path exists", async () => {
  const missing: string[] = [];
  let tried = 0;
  for (const page of everyPage) {
    const paths = spans(page).filter((span) =>
      /^[\w.\-]+(?:\/[\w.\-]+)+\.(?:ts|md|py|json|yml|sh|js)$/.test(span) &&
      !made.has(span)
    );
    for (const path of paths) {
      tried++;
      const places = ["", "src/", "tests/", `${dirname(page.path)}/`];
      const found = await Promise.all(
        places.map((place) => exists(`${root}${place}${path}`)),
      );
      if (!found.includes(true)) missing.push(`${page.path}: ${path}`);
    }
  }
  assertEquals(missing, []);
  assert(tried > 20, `${tried} paths`);
});
