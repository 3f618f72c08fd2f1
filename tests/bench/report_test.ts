/** Proves that the benchmark's page and chart say what was measured. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { linearFigure, rowFigures } from "./aims.ts";
import { chart } from "./chart.ts";
import { figuresTable } from "./figure.ts";
import { above, ratio, type Row, rowsTable } from "./row.ts";
import { withSection } from "./section.ts";
import { inTurn, median } from "./series.ts";

const job: Row = {
  what: "text-to-image",
  codex: "0.169.0",
  product: [300, 320, 310],
  against: [250, 240, 260],
  floor: [100, 120, 110],
};

Deno.test("Commands run in turn, and the first round does not count", async () => {
  const order: string[] = [];
  const run = (name: string) => () => {
    order.push(name);
    return Promise.resolve(order.length);
  };
  const [a, b] = await inTurn(2, run("a"), run("b"));
  assertEquals(order, ["a", "b", "a", "b", "a", "b"]);
  assertEquals([a, b], [[3, 5], [4, 6]]);
});

Deno.test("The median is the middle value, or the middle of the two", () => {
  assertEquals([median([3, 1, 2]), median([4, 1, 2, 3])], [2, 2.5]);
});

Deno.test("A row compares medians, and a missed aim is said aloud", () => {
  assertEquals([above(job), ratio(job)], [60, 1.24]);
  assertEquals(rowFigures([job]).map(({ held }) => held), [true]);
  const slow = { ...job, product: [311, 311, 311] };
  const [figure] = rowFigures([slow]);
  assertEquals([figure?.held, figure?.found], [false, "61 ms"]);
  assert(figuresTable(rowFigures([slow])).includes("**missed**"));
  assert(rowsTable([job]).includes("310 ms (300 to 320)"));
});

Deno.test("Four times the line may take six times the time", () => {
  const lines = (long: number): Row[] => [
    { what: "a line of 48 MiB", product: [long] },
    { what: "a line of 12 MiB", product: [10] },
  ];
  assertEquals(linearFigure(lines(59))[0]?.held, true);
  assertEquals(linearFigure(lines(160))[0]?.held, false);
});

Deno.test("The chart names every row and stays inside its frame", () => {
  const text = chart("Times <all>", [job, { ...job, what: "a & b" }]);
  assert(text.startsWith("<svg ") && text.endsWith("</svg>\n"));
  for (
    const words of ["text-to-image, Codex 0.169.0", "a &amp; b", "&lt;all>"]
  ) {
    assert(text.includes(words), words);
  }
  const [, width = "0"] = /viewBox="0 0 (\d+)/.exec(text) ?? [];
  for (const [, x = ""] of text.matchAll(/ x="([\d.]+)"/g)) {
    assert(Number(x) < Number(width), x);
  }
});

Deno.test("A section is replaced and the rest of the page stays", () => {
  const page = "# A\n\n<!-- b -->\n\nold\n\n<!-- /b -->\n\nend\n";
  assertEquals(
    withSection(page, "b", "new"),
    "# A\n\n<!-- b -->\n\nnew\n\n<!-- /b -->\n\nend\n",
  );
  assertThrows(() => withSection(page, "c", "new"));
});
