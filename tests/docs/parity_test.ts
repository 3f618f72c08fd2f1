/** Proves that `docs/parity.md` leaves no contract out and names real tests. */
import { assert, assertEquals } from "@std/assert";
import { type NamedTest, readMap } from "../parity/map.ts";
import { isThere, missingTests } from "./named_tests.ts";

const sections = readMap(
  await Deno.readTextFile(new URL("../../docs/parity.md", import.meta.url)),
);

/** The original's test files with the number of their cases: 85 in all. */
const originals: Readonly<Record<string, number>> = {
  "contract/test_manifest_contract.py": 5,
  "contract/test_runtime_evidence_boundary.py": 1,
  "integration/test_generator_flow.py": 10,
  "unit/test_adapter_translation.py": 13,
  "unit/test_generator_contract.py": 16,
  "unit/test_persistence.py": 17,
  "unit/test_preflight.py": 16,
  "unit/test_setup_contract.py": 7,
};

const contracts = sections.filter(({ heading }) => heading.includes(".py"));
const faults = sections.filter(({ heading }) => !heading.includes(".py"));

Deno.test("docs/parity.md has each of the original's 85 contracts once", () => {
  assertEquals(
    contracts.map(({ heading }) => heading),
    Object.entries(originals).map(([file, count]) => `\`${file}\`: ${count}`),
  );
  const counted = contracts.map(({ rows }) =>
    rows.map(({ cells }) => Number(/ ×(\d+)$/.exec(cells[0] ?? "")?.[1] ?? 1))
      .reduce((sum, count) => sum + count, 0)
  );
  assertEquals(counted, Object.values(originals));
  assertEquals(counted.reduce((sum, count) => sum + count, 0), 85);
  const names = contracts.flatMap(({ rows }) =>
    rows.map(({ cells }) => cells[0])
  );
  assertEquals(new Set(names).size, names.length);
});

Deno.test("docs/parity.md names a test for each contract, or says why not", () => {
  for (const { cells, tests } of contracts.flatMap(({ rows }) => rows)) {
    const [name, , here = ""] = cells;
    const excused = /^About Python: ./.test(here);
    assert(tests.length > 0 || excused, name);
  }
});

Deno.test("docs/parity.md names a test for each of the original's faults", () => {
  assertEquals(faults.length, 5);
  for (const { heading, rows } of faults) {
    assert(rows.length > 0, heading);
    for (const { cells, tests } of rows) assert(tests.length > 0, cells[0]);
  }
});

Deno.test("docs/parity.md names only tests that exist", async () => {
  const named = sections.flatMap(({ rows }) =>
    rows.flatMap((row) => row.tests)
  );
  assertEquals(await missingTests(named), []);
});

Deno.test("a test that is not there is noticed", async () => {
  const file = "hostile/doctor_test.ts";
  const test = "doctor says ready of a Codex that is ready";
  assert(await isThere({ file, test }));
  const absent: NamedTest[] = [
    { file: "hostile/no_such_test.ts", test },
    { file, test: "doctor says ready" },
    { file, test: "doctor says ready of a Codex that is tired" },
    { file, test: "is ready" },
    { file, test, step: "no such step" },
  ];
  for (const one of absent) assert(!await isThere(one), JSON.stringify(one));
});
