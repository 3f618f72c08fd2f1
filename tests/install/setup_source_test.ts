/** What can be said of setup.py without running it. */
import { assert, assertEquals } from "@std/assert";
import { python } from "./python.ts";

const source = await Deno.readTextFile(
  new URL("../../setup.py", import.meta.url),
);

/** Modules of Python 3.9's standard library that setup.py may use. */
const standard = [
  ...["contextlib", "hashlib", "http.client", "json", "os", "pathlib"],
  ...["platform", "sys", "threading", "urllib"],
];

Deno.test("setup.py has under 150 lines of ASCII, each at most 100 characters", () => {
  const lines = source.trimEnd().split("\n");
  assert(lines.length < 150, `${lines.length} lines`);
  assertEquals(lines.filter((line) => line.length > 100), []);
  assertEquals(source.match(/[^\x20-\x7e\n]/), null);
});

Deno.test("setup.py imports the standard library alone and starts no program", () => {
  const imported = [...source.matchAll(/^\s*(?:import|from) (\S+)/gm)]
    .map(([, name]) => name);
  assertEquals(imported.filter((name) => !standard.includes(name ?? "")), []);
  assertEquals(
    source.match(/subprocess|os\.system|exec\(|eval\(|venv|\bpip\b/),
    null,
  );
});

if (python === undefined) {
  Deno.test("Python 3.9 or later is not installed: setup.py was read, not run", () => {
    for (
      const rule of ["sha256", "os.replace(part, program)", "http_request"]
    ) {
      assert(source.includes(rule), rule);
    }
  });
}
