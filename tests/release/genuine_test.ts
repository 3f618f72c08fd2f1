/** The compiled product's whole command line with genuine Codex CLIs. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { defaultPicture, png } from "../backend/pictures.ts";
import { succeeded } from "../genuine/support.ts";
import { withGenuine } from "../support/fixture.ts";
import { runCompiled } from "./support_run.ts";

for (const version of ["0.122.0", "0.169.0"]) {
  Deno.test(`${version}: the binary makes one image, and leaves nothing`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }] },
    });
    const { fixture, backend } = scene;
    const run = await runCompiled(fixture, [
      ...["generate", "--prompt", "a red bicycle", "--output", "a.png"],
    ]);
    const path = join(fixture.workspace, "a.png");
    assertEquals(run.stdout, `${path}\n`, run.stderr);
    assertEquals(
      await Deno.readFile(path),
      defaultPicture(backend.requests.model[0]?.prompt ?? ""),
    );
    await fixture.assertNothingLeft();
  });
}

Deno.test("every command of the binary answers, with a genuine Codex", async () => {
  await using scene = await withGenuine({
    version: "0.169.0",
    script: { acts: [{ do: "draw" }] },
  });
  const { fixture } = scene;
  await Deno.writeFile(join(fixture.workspace, "day.png"), png());
  await Deno.writeTextFile(
    join(fixture.workspace, "policy.json"),
    '{ "codex": { "deniedVersions": ["0.170.0"] } }',
  );
  const words: Readonly<Record<string, readonly string[]>> = {
    "generate --request - --json": ['"mode":'],
    "generate --prompt x --image day.png --dry-run": ["image-to-image"],
    "doctor": ["Codex 0.169.0", "Usable: ready"],
    "doctor --json": ['"ok":'],
    "policy show --policy policy.json": ["0.170.0"],
    "policy explain codex": ["0.122.0"],
    "policy check policy.json": [],
    "policy schema": ["$schema"],
    "errors": ["preflight/codex_missing"],
    "completions bash": ["__complete"],
    "__complete -- generate --": ["--prompt"],
    "help generate": ["--prompt"],
    "--help": ["generate", "doctor"],
    "--version": ["compiled"],
  };
  for (const [line, expected] of Object.entries(words)) {
    const run = await runCompiled(fixture, line.split(" "), {
      stdin: '{"prompt":"make it night","image":{"path":"day.png"}}',
    });
    assertEquals(run.code, 0, `${line}: ${run.stderr}${run.stdout}`);
    for (const word of expected) assertStringIncludes(run.stdout, word, line);
  }
  await fixture.assertNothingLeft();
});

Deno.test("two copies at once make two images", async () => {
  await using scene = await withGenuine({
    version: "0.169.0",
    script: { acts: [{ do: "draw" }] },
  });
  const { fixture } = scene;
  const runs = await Promise.all(
    ["a cat", "a dog"].map((prompt) =>
      runCompiled(fixture, ["generate", "--prompt", prompt, "--json"])
    ),
  );
  const paths = runs.map((run) => succeeded(run).path);
  assertEquals(new Set(paths).size, 2);
  assertEquals((await fixture.published()).length, 2);
  await fixture.assertNothingLeft();
});

Deno.test("a failure of the binary is one document with its exit code", async () => {
  await using scene = await withGenuine({
    version: "0.169.0",
    script: { acts: [{ do: "draw" }] },
    login: { kind: "none" },
  });
  const run = await runCompiled(scene.fixture, [
    ...["generate", "--prompt", "a cat", "--json"],
  ]);
  assertEquals(run.code, 3, run.stderr);
  assertEquals(Object(run.json()).code, "preflight/not_authenticated");
  await scene.fixture.assertNothingLeft();
});
