/** Proves that `docs/parity.md` leaves none of the original's probes out. */
import { assert, assertEquals } from "@std/assert";
import { readMap } from "./map.ts";
import { probes } from "./probes.ts";

/** Measured apart from the others. */
const besides = ["what each job left in Codex's home"];

Deno.test("docs/parity.md has a row with tests for each probe of robustness", async () => {
  const document = await Deno.readTextFile(
    new URL("../../docs/parity.md", import.meta.url),
  );
  const rows = readMap(document)
    .filter(({ heading }) => !/\.py|Readiness/.test(heading))
    .flatMap(({ rows }) => rows);
  const names = rows.map(({ cells: [name = ""] }) => name);
  assertEquals(
    names.toSorted(),
    [...Object.values(probes), ...besides].toSorted(),
  );
  for (const { cells, tests } of rows) assert(tests.length > 0, cells[0]);
});
