import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { catalogue, codes } from "../../src/errors/catalogue.ts";
import { runFake } from "./fake_context.ts";

Deno.test("errors prints every code of the catalogue with its next step", async () => {
  const run = await runFake(["errors"]);
  assertEquals(run.code, 0);
  assert(codes.length >= 30);
  for (const code of codes) {
    const { exit, retry, message, remedy } = catalogue[code];
    assertStringIncludes(
      run.stdout,
      `${code} (exit ${exit}, retry ${retry})\n` +
        `  ${message}\n  Next step: ${remedy}\n`,
    );
  }
});

Deno.test("errors --json prints the catalogue as one document", async () => {
  const run = await runFake(["errors", "--json"]);
  const { schemaVersion, ok, errors } = JSON.parse(run.stdout);
  assertEquals([schemaVersion, ok], [1, true]);
  assertEquals(errors.map(({ code }: { code: string }) => code), [...codes]);
  assertEquals(errors[0], { code: codes[0], ...catalogue["policy/invalid"] });
});

Deno.test("errors CODE explains that code only", async () => {
  const text = await runFake(["errors", "runtime/rejected"]);
  assertEquals(text.stdout.split("\n").length, 4);
  const json = await runFake(["errors", "runtime/rejected", "--json"]);
  assertEquals(JSON.parse(json.stdout).errors.length, 1);
});
