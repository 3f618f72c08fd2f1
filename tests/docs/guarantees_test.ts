/** Proves that `docs/guarantees.md` has every promise once, each with tests that exist. */
import { assert, assertEquals } from "@std/assert";
import { readMap } from "../parity/map.ts";
import { missingTests } from "./named_tests.ts";

const [table] = readMap(
  await Deno.readTextFile(new URL("../../docs/guarantees.md", import.meta.url)),
);
const rows = table?.rows ?? [];

/** What the columns for systems may begin with. */
const outcomes = /^(proved|not tried|in part|not proved)\b/;

Deno.test("docs/guarantees.md has a row for each of G1 to G24, in order", () => {
  assertEquals(
    rows.map(({ cells }) => cells[0]),
    Array.from({ length: 24 }, (_, index) => `G${index + 1}`),
  );
});

Deno.test("docs/guarantees.md gives each promise in a sentence, its number and where it was proved", () => {
  for (const { cells } of rows) {
    const [name, promise = "", number = "", , ...systems] = cells;
    assert(/^[A-Z].{20,}[^.]$/.test(promise), name);
    assert(number.length > 0, name);
    assertEquals(systems.length, 3, name);
    for (const system of systems) {
      assert(outcomes.test(system), `${name}: ${system}`);
    }
  }
});

Deno.test("docs/guarantees.md has a test for each promise, and names only tests that exist", async () => {
  for (const { cells, tests } of rows) assert(tests.length > 0, cells[0]);
  assertEquals(await missingTests(rows.flatMap(({ tests }) => tests)), []);
});
