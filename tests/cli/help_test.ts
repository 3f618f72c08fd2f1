import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { app } from "../../src/cli/app.ts";
import { flagsOf } from "../../src/cli/flag_names.ts";
import { isGroup, locate, visibleEntries } from "../../src/cli/place.ts";
import { runFake } from "./fake_context.ts";

function commandPaths(path: readonly string[] = []): string[][] {
  const { target } = locate(app.root, path);
  if (!isGroup(target)) return [[...path]];
  return [
    [...path],
    ...visibleEntries(target).flatMap(({ name }) =>
      commandPaths([...path, name.original])
    ),
  ];
}

for (const path of commandPaths()) {
  const line = path.join(" ");
  Deno.test(`help of "${line}" leads with examples that are right`, async () => {
    const run = await runFake([...path, "--help"]);
    assertEquals(run.code, 0);
    assertEquals(run.stderr, "");
    assert(run.stdout.startsWith("EXAMPLES\n  modly-codex-image"));
    const commands = run.stdout.matchAll(/^ {2}modly-codex-image ?(.*)$/gm);
    for (const [, example = ""] of commands) {
      const words = example.split(" ").filter((word) => word !== "");
      const { target } = locate(app.root, words);
      assert(!isGroup(target), example);
    }
    const { target } = locate(app.root, path);
    for (const flag of flagsOf(target).keys()) {
      assertStringIncludes(run.stdout, `  --${flag}`);
    }
  });
}

Deno.test("help keeps to 80 columns apart from examples", async () => {
  for (const path of commandPaths()) {
    const { stdout } = await runFake([...path, "--help"]);
    const long = stdout.split("\n").filter((line) =>
      line.length > 80 && !line.startsWith("  modly-codex-image")
    );
    assertEquals(long, []);
  }
});

Deno.test("-h, help and --help say the same, wherever they stand", async () => {
  const { stdout } = await runFake(["policy", "explain", "--help"]);
  const others = [
    ["policy", "explain", "-h"],
    ["help", "policy", "explain"],
    ["policy", "explain", "--polcy", "x", "--help"],
  ];
  for (const words of others) {
    assertEquals((await runFake(words)).stdout, stdout);
  }
  assertEquals(
    (await runFake(["help"])).stdout,
    (await runFake(["--help"])).stdout,
  );
});

Deno.test("nothing at all shows short help on stderr and exits with 2", async () => {
  for (const words of [[], ["--"]]) {
    const run = await runFake(words);
    assertEquals([run.code, run.stdout], [2, ""]);
    assert(run.stderr.startsWith("EXAMPLES\n"));
    assertStringIncludes(run.stderr, "More: modly-codex-image --help\n");
  }
});

Deno.test("a group without a command shows its help on stderr and exits with 2", async () => {
  const run = await runFake(["policy"]);
  assertEquals([run.code, run.stdout], [2, ""]);
  assertStringIncludes(run.stderr, "  explain ");
});

Deno.test("help names aliases and hides what isn't for people", async () => {
  const { stdout } = await runFake(["--help"]);
  assertStringIncludes(stdout, "doctor, preflight");
  assertEquals(stdout.includes("stand-in"), false);
  assertEquals(stdout.includes("__complete"), false);
});
