import { assertEquals } from "@std/assert";
import { manifestFacts } from "../../release/manifests/facts.ts";
import { homebrewFormula } from "../../release/manifests/homebrew.ts";
import { tarGzipName } from "../../release/names.ts";
import { product } from "../../src/system/product.ts";
import { digestOf, homepage, sumsOf, targets, urlBase } from "./sums.ts";

const { text } = homebrewFormula(
  manifestFacts({
    sums: sumsOf(targets),
    urlBase,
    folder: "made-extension",
    targets,
  }),
);

/** Ruby's blocks: what opens one, and the line that closes it. */
function blocks(ruby: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  let quoted = false;
  for (const row of ruby.split("\n")) {
    const line = row.trim();
    if (line === "EOS") quoted = false;
    if (quoted) continue;
    if (line.endsWith("<<~EOS")) quoted = true;
    if (/^(?:class|def) | do$/.test(line)) {
      open.push(line);
      found.push(open.join(" > "));
    }
    if (line !== "end") continue;
    const indent = open.length * 2 - 2;
    assertEquals(row, `${" ".repeat(indent)}end`);
    open.pop();
  }
  assertEquals([open, quoted], [[], false]);
  return found;
}

Deno.test("The formula is a class with every part that Homebrew asks for", () => {
  const formula = "class ModlyCodexImage < Formula";
  assertEquals(blocks(text), [
    formula,
    `${formula} > on_macos do`,
    `${formula} > on_macos do > on_arm do`,
    `${formula} > on_macos do > on_intel do`,
    `${formula} > on_linux do`,
    `${formula} > on_linux do > on_arm do`,
    `${formula} > on_linux do > on_intel do`,
    `${formula} > def install`,
    `${formula} > def caveats`,
    `${formula} > test do`,
  ]);
});

Deno.test("Each system and processor has its own archive and digest", () => {
  const pairs = Array.from(
    text.matchAll(/on_(arm|intel) do\n\s+url "(.*)"\n\s+sha256 "(.*)"/g),
    ([, processor, url, digest]) => [processor, url, digest],
  );
  const expected = (processor: string, triple: string) => {
    const target = targets.find((target) => target.triple === triple);
    const name = target && tarGzipName(target);
    return [processor, `${urlBase}/${name}`, digestOf(name ?? "")];
  };
  assertEquals(pairs, [
    expected("arm", "aarch64-apple-darwin"),
    expected("intel", "x86_64-apple-darwin"),
    expected("arm", "aarch64-unknown-linux-gnu"),
    expected("intel", "x86_64-unknown-linux-gnu"),
  ]);
});

Deno.test("A system without a target has no block", () => {
  const macs = targets.filter(({ platform }) => !platform.startsWith("linux"));
  const facts = manifestFacts({
    sums: sumsOf(macs),
    urlBase,
    folder: "made-extension",
    targets: macs,
  });
  const linux = blocks(homebrewFormula(facts).text)
    .filter((block) => block.includes("on_linux"));
  assertEquals(linux, []);
});

Deno.test("It says who and which version it is, and how it is told to work", () => {
  const stated = (word: string) =>
    new RegExp(`^ {2}${word} "(.*)"$`, "m").exec(text)?.[1];
  assertEquals(["homepage", "version", "license"].map(stated), [
    homepage,
    product.version,
    "MIT",
  ]);
  assertEquals(
    Array.from(text.matchAll(/#\{bin\}\/(\S+) (.*?)"\)/g), ([, ...run]) => run),
    [["modly-codex-image", "--version"], ["modly-codex-image", "policy show"]],
  );
});
