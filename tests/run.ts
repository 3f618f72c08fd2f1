/**
 * Runs the tests: `deno task test` those that prove the promises, one each;
 * `deno task test:long` the rest, which are many, slow or by chance: the files
 * named `*_long_test.ts`, those with a genuine Codex again with every version,
 * the soak, the fuzzers and the matrix. Prints at its end what it ran and the slowest files. Exits with 1
 * when anything failed.
 */
import { join } from "@std/path";
import { Backend } from "./backend/backend.ts";
import { genuineCodex } from "./support/codex_cache.ts";
import { MinimalClient } from "./support/minimal_client.ts";
import { EVERY_VERSION_VARIABLE, HANDSHAKE_VARIABLE } from "./support/pace.ts";

/** Folders whose tests `test:long` runs again with every Codex that they know. */
const GENUINE = ["genuine", "packaged", "setup"];

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

async function testFiles(): Promise<string[]> {
  const tests = join(root, "tests");
  const files: string[] = [];
  for await (const path of below(tests)) {
    if (!path.endsWith("_test.ts")) continue;
    const isShort = !path.endsWith("_long_test.ts");
    const again = GENUINE.some((name) => path.startsWith(join(tests, name)));
    if (isLong ? again || !isShort : isShort) files.push(path);
  }
  return files.sort();
}

async function* below(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* below(path);
    else yield path;
  }
}

/** Runs a command with the pace in its environment; false when it failed. */
async function runs(args: readonly string[], pace: string): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: root,
    env: {
      [HANDSHAKE_VARIABLE]: pace,
      ...(isLong ? { [EVERY_VERSION_VARIABLE]: "1" } : {}),
      // As many files at once as there are cores; each has a few Codexes at most.
      DENO_JOBS: String(navigator.hardwareConcurrency),
    },
    stdin: "null",
  }).spawn().status;
  return success;
}

/** Runs the test files; prints which took longest. */
async function runTests(pace: string): Promise<Step> {
  const files = await testFiles();
  const folder = await Deno.makeTempDir({ prefix: "modly-report-" });
  const startedAt = performance.now();
  try {
    const report = join(folder, "report.xml");
    const success = await runs([
      ...["test", "--frozen", "--no-prompt", "--allow-all", "--parallel"],
      ...["--junit-path", report, ...files],
    ], pace);
    const suites = readReport(await Deno.readTextFile(report));
    await say("\nThe slowest files:");
    for (
      const { name, seconds } of suites.toSorted((one, other) =>
        other.seconds - one.seconds
      ).slice(0, SLOWEST)
    ) await say(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
    const total = (count: (suite: Step) => number) =>
      suites.reduce((sum, suite) => sum + count(suite), 0);
    const failed = total((suite) => suite.failed);
    return {
      name: `${files.length} test files`,
      passed: total((suite) => suite.passed),
      // A file that could not be loaded is in no report.
      failed: success ? failed : Math.max(1, failed),
      seconds: (performance.now() - startedAt) / 1_000,
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The files of a JUnit report as Deno writes it. */
function readReport(xml: string): Step[] {
  return xml.split("<testsuite ").slice(1).map((suite) => {
    const name = /name="([^"]*)"/.exec(suite)?.[1] ?? "?";
    const [tests = 0, disabled = 0, errors = 0, failures = 0] = [
      ...["tests", "disabled", "errors", "failures"],
    ].map((word) => Number(new RegExp(`${word}="(\\d+)"`).exec(suite)?.[1]));
    const failed = errors + failures;
    return {
      name: name.replace(/^\.\//, ""),
      passed: tests - disabled - failed,
      failed,
      seconds: [...suite.matchAll(/<testcase [^>]*time="([\d.]+)"/g)]
        .reduce((sum, [, time]) => sum + Number(time), 0),
    };
  });
}

async function runTool(
  [name, [task = "", ...args]]: typeof tools[number],
  pace: string,
): Promise<Step> {
  await say(`\n${name}:`);
  const startedAt = performance.now();
  const success = await runs(["task", task, ...args], pace);
  return {
    name,
    passed: success ? 1 : 0,
    failed: success ? 0 : 1,
    seconds: (performance.now() - startedAt) / 1_000,
  };
}

const handshake = await timeHandshake();
const pace = handshake.toFixed(0);
await say(`A handshake with Codex takes ${pace} ms here.`);
const steps = [await runTests(pace)];
if (isLong) { for (const tool of tools) steps.push(await runTool(tool, pace)); }
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
