/**
 * Runs the tests: `deno task test` those that prove the promises, one each;
 * `deno task test:long` all there are, with what is many, slow or by chance: the
 * files named `*_long_test.ts`, every version, variant and generated case, the
 * soak, the fuzzers and the matrix. Prints at its end what it ran and the slowest files. Exits with 1
 * when anything failed.
 */
import { join } from "@std/path";
import { stripVTControlCharacters } from "node:util";
import { bundleProduct } from "../release/bundle_product.ts";
import { Backend } from "./backend/backend.ts";
import { genuineCodex } from "./support/codex_cache.ts";
import { MinimalClient } from "./support/minimal_client.ts";
import { HANDSHAKE_VARIABLE, LONG_VARIABLE } from "./support/pace.ts";
import { BUNDLE_VARIABLE } from "./support/product.ts";

/** With which the handshake is timed, and how often; the median counts. */
const TIMED_CODEX = "0.169.0";
const TIMED_ROUNDS = 3;
const SLOWEST = 5;

/** What `test:long` runs besides its test files: a name and a task's arguments. */
const tools: readonly (readonly [string, readonly string[]])[] = [
  ["soak, 100 jobs in each of four forms", ["soak", "--jobs", "100"]],
  ["fuzz, 120 s", ["fuzz", "--seconds", "120"]],
  ["main job with eleven Codexes", ["test:matrix"]],
];

/** One step of a run, and how it went. */
interface Step {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

const root = join(import.meta.dirname ?? ".", "..");
const isLong = Deno.args.includes("--long");

async function say(line: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`${line}\n`));
}

/** How long Codex takes from its start to the answer to `initialize`, in milliseconds. */
async function timeHandshake(): Promise<number> {
  const { native } = await genuineCodex(TIMED_CODEX);
  const home = await Deno.makeTempDir({ prefix: "modly-pace-" });
  await using backend = Backend.start({ acts: [{ do: "draw" }] });
  try {
    const env = await backend.home(home, { kind: "chatgpt", plan: "plus" });
    const times: number[] = [];
    for (let round = 0; round < TIMED_ROUNDS; round++) {
      const startedAt = performance.now();
      await using codex = new MinimalClient(native, env);
      await codex.shakeHands();
      times.push(performance.now() - startedAt);
    }
    return times.sort((one, other) => one - other)[TIMED_ROUNDS >> 1] ?? 0;
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

/** The folder that git ignores. */
async function cacheFolder(): Promise<string> {
  const folder = join(root, ".cache");
  await Deno.mkdir(folder, { recursive: true });
  return folder;
}

async function testFiles(): Promise<string[]> {
  const files = await Array.fromAsync(below(join(root, "tests")));
  return files.filter((path) =>
    path.endsWith("_test.ts") && (isLong || !path.endsWith("_long_test.ts"))
  ).sort();
}

async function* below(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* below(path);
    else yield path;
  }
}

/** A command of this checkout, with what tests want to know in its environment. */
function command(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  stdout: "inherit" | "piped" = "inherit",
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: root,
    env: {
      ...env,
      ...(isLong ? { [LONG_VARIABLE]: "1" } : {}),
      // Half of them wait for a Codex or a clock.
      DENO_JOBS: String(2 * navigator.hardwareConcurrency),
    },
    stdin: "null",
    stdout,
  }).spawn();
}

/** Runs the test files; prints which took longest. */
async function runTests(env: Readonly<Record<string, string>>): Promise<Step> {
  const files = await testFiles();
  const startedAt = performance.now();
  const child = command(
    [
      ...["test", "--frozen", "--no-prompt", "--allow-all", "--parallel"],
      ...files,
    ],
    env,
    "piped",
  );
  const decoder = new TextDecoder();
  let output = "";
  for await (const bytes of child.stdout) {
    output += decoder.decode(bytes, { stream: true });
    await Deno.stdout.write(bytes);
  }
  const { success } = await child.status;
  const text = stripVTControlCharacters(output);
  await say("\nThe slowest files:");
  for (const [file, seconds] of slowest(text)) {
    await say(`${seconds.toFixed(1).padStart(7)} s  ${file}`);
  }
  const [, passed = 0, failed = 0] =
    (/\| (\d+) passed.*? \| (\d+) failed/.exec(text) ?? []).map(Number);
  return {
    name: `${files.length} test files`,
    passed,
    // A file that cannot be loaded is not among those that failed.
    failed: success ? failed : Math.max(1, failed),
    seconds: (performance.now() - startedAt) / 1_000,
  };
}

/** The files whose tests took longest together, with their seconds. */
function slowest(output: string): (readonly [string, number])[] {
  const seconds = new Map<string, number>();
  const lines = /^\.\/(\S+) => (.*) \.\.\. (?:ok|FAILED) \((\w+)\)$/gm;
  for (const [, file = "", test = "", time = ""] of output.matchAll(lines)) {
    // A step's time is part of its test's.
    if (test.includes(" ... ")) continue;
    seconds.set(file, (seconds.get(file) ?? 0) + inSeconds(time));
  }
  return [...seconds].toSorted(([, one], [, other]) => other - one)
    .slice(0, SLOWEST);
}

/** A time as Deno writes it, such as `1m2s`, `340ms` or `12µs`. */
function inSeconds(time: string): number {
  const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };
  return [...time.matchAll(/(\d+)(ms|s|m)/g)].reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (units[unit] ?? 0),
    0,
  );
}

async function runTool(
  [name, [task = "", ...args]]: typeof tools[number],
  env: Readonly<Record<string, string>>,
): Promise<Step> {
  await say(`\n${name}:`);
  const startedAt = performance.now();
  const { success } = await command(["task", task, ...args], env).status;
  return {
    name,
    passed: success ? 1 : 0,
    failed: success ? 0 : 1,
    seconds: (performance.now() - startedAt) / 1_000,
  };
}

const pace = (await timeHandshake()).toFixed(0);
await say(`A handshake with Codex takes ${pace} ms here.`);
const steps: Step[] = [];
// As deep as `src/…`, so that it finds the checkout where the source does.
const folder = await Deno.makeTempDir({
  dir: await cacheFolder(),
  prefix: "bundle-",
});
try {
  const env = {
    [HANDSHAKE_VARIABLE]: pace,
    [BUNDLE_VARIABLE]: await bundleProduct(folder),
  };
  steps.push(await runTests(env));
  if (isLong) {
    for (const tool of tools) steps.push(await runTool(tool, env));
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
await say("\nCovered:");
for (const { name, passed, failed, seconds } of steps) {
  await say(
    `${
      seconds.toFixed(0).padStart(7)
    } s  ${name}: ${passed} passed, ${failed} failed`,
  );
}
const sum = (count: (step: Step) => number) =>
  steps.reduce((total, step) => total + count(step), 0);
const failed = sum((step) => step.failed);
await say(`\n${sum((step) => step.passed)} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
