// Proves that the fuzzer fuzzes the product, and finds, keeps and replays what
// does not hold.
import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import { inFolder } from "../support/folder.ts";
import { fuzzTargets } from "./all_targets.ts";
import { readOptions, UsageError } from "./options.ts";

interface Run {
  readonly code: number;
  readonly said: string;
}

async function run(script: string, args: readonly string[]): Promise<Run> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path, ...args],
  }).output();
  const decoder = new TextDecoder();
  return { code, said: decoder.decode(stdout) + decoder.decode(stderr) };
}

Deno.test("the fuzzer runs every target, says how much it did and finds nothing wrong", () =>
  inFolder(async (folder) => {
    const { code, said } = await run("fuzz.ts", [
      ...["--seconds", "2", "--seed", "5", "--keep-in", folder],
    ]);
    assertEquals(code, 0, said);
    assertStringIncludes(said, "with seed 5");
    for (const { name, corpus } of fuzzTargets) {
      const line =
        `${name}: (\\d+) inputs, (\\d+) a second, (\\d+) % taken, from a corpus of ${corpus}\n`;
      const [, inputs, rate, taken] = new RegExp(line).exec(said) ?? [];
      assert(Number(inputs) >= 20 && Number(rate) > 0, said);
      assert(Number(taken) > 0 && Number(taken) < 100, said);
    }
    assertEquals([...Deno.readDirSync(folder)], []);
  }));

/** What is wrong with a target, and what is said of it the first time and again. */
const faults: readonly (readonly [string, string, string])[] = [
  ["wrong", "Error: Sevens are not read", "Error: Sevens are not read"],
  ["slow", "Error: It took", "Error: It took"],
  ["stuck", "It took more than 2000 ms", "It still took more than 2000 ms"],
];

for (const [target, first, again] of faults) {
  Deno.test(`an input on which a target is ${target} is kept and replayed`, () =>
    inFolder(async (folder) => {
      const fuzz = (seconds: string) =>
        run("fixtures/fuzz_broken.ts", [
          ...["--target", target, "--seconds", seconds, "--seed", "11"],
          ...["--keep-in", folder],
        ]);
      const found = await fuzz("30");
      assertEquals(found.code, 1, found.said);
      const [{ name } = { name: "" }, ...others] = Deno.readDirSync(folder);
      assertEquals(others, []);
      const [, seed] = /^[a-z]+-seed-(\d+)\.input$/.exec(name) ?? [];
      assertStringIncludes(
        found.said,
        `${target} found, with seed ${seed}: ${first}`,
      );
      assertStringIncludes(found.said, `kept in ${join(folder, name)}`);
      const input = new Uint8Array(await Deno.readFile(join(folder, name)));
      assert(name.startsWith(`${target}-`) && input.includes(7));
      // A worker that hangs cannot be asked for a smaller one.
      if (target !== "stuck") assertEquals(input, Uint8Array.of(7));

      const replayed = await fuzz("30");
      assertEquals(replayed.code, 1, replayed.said);
      assertStringIncludes(replayed.said, `${name}: ${again}`);
      assertEquals([...Deno.readDirSync(folder)].length, 1);

      await Deno.writeFile(join(folder, name), Uint8Array.of(8));
      const mended = await fuzz("0.001");
      assertStringIncludes(mended.said, `${name}: holds now`);
    }));
}

Deno.test("the seed that is told gives the same finding again", () =>
  inFolder(async (folder) => {
    const find = async (seed: string, keptIn: string) => {
      const { said } = await run("fixtures/fuzz_broken.ts", [
        ...["--target", "rare", "--seconds", "60", "--seed", seed],
        ...["--keep-in", join(folder, keptIn)],
      ]);
      return /rare found, with seed (\d+): .*/.exec(said) ?? [said];
    };
    const [first, seed = ""] = await find("21", "first");
    assertNotEquals(seed, "21");
    const [second] = await find(seed, "second");
    assertEquals(second, first);
  }));

Deno.test("the fuzzer refuses flags that it cannot follow", async () => {
  const wrong = [
    ["--seconds", "none"],
    ["--seconds", "0"],
    ["--seed", "-1"],
    ["--seed", "1.5"],
    ["--seed", "2147483648"],
    ["--target", "walker"],
    ["--for", "ever"],
    ["walkers"],
  ];
  for (const args of wrong) {
    assertThrows(() => readOptions(args, ["walkers"], "kept"), UsageError);
  }
  const { code, said } = await run("fuzz.ts", ["--target", "walker"]);
  assertEquals(code, 2);
  assertStringIncludes(said, "--target is one of walkers, lines, policy");
});

Deno.test("the fuzzer's flags have sensible defaults", () => {
  const { seed, ...options } = readOptions([], ["lines", "policy"], "kept");
  assert(Number.isInteger(seed) && seed >= 0);
  assertEquals(options, {
    seconds: 60,
    targets: ["lines", "policy"],
    kept: "kept",
  });
});
