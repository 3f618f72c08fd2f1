/**
 * Proves G1: with `--json`, stdout holds one JSON document and nothing else,
 * whatever Codex says meanwhile; progress and logs go to stderr.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { commands } from "../docs/command_line.ts";
import {
  type FakeScenario,
  type Step,
  turnBegins,
} from "../fake_codex/scenario.ts";
import { atOnce } from "../hostile/cases.ts";
import { withFake } from "../support/fixture.ts";

/** What a talkative Codex writes at every step, on both of its outputs. */
const chatter: readonly Step[] = [
  { do: "stderr", text: "WARN codex_core: a word on stderr\n", times: 20 },
  { do: "raw", text: "A banner on stdout\n" },
];
const talkative: FakeScenario = {
  on: {
    start: [[...chatter]],
    "turn/start": [[...turnBegins, ...chatter, { do: "image" }, ...chatter]],
  },
};

/** A command line that is tried with `--json`. */
interface Trial {
  readonly words: readonly string[];
  readonly scenario?: FakeScenario;
  readonly exit: number;
}

const prompt = ["--prompt", "a cat"];
const dies: FakeScenario = {
  on: { "turn/start": [[...turnBegins, ...chatter, { do: "exit", code: 1 }]] },
};

/** For every command that takes `--json`: it does its work, and it fails. */
const trials: Readonly<Record<string, readonly Trial[]>> = {
  generate: [
    { words: [...prompt, "--progress", "plain"], exit: 0 },
    { words: [...prompt, "--progress", "jsonl"], exit: 0 },
    { words: [...prompt, "--dry-run"], exit: 0 },
    { words: prompt, scenario: dies, exit: 5 },
    { words: ["--promt", "a cat"], exit: 2 },
  ],
  demo: [{ words: [], exit: 0 }, { words: ["--timeout", "0"], exit: 2 }],
  doctor: [
    { words: [], exit: 0 },
    { words: [], scenario: { version: "0.1.0" }, exit: 3 },
  ],
  recover: [
    { words: [], exit: 0 },
    { words: ["--output", "a.png"], exit: 2 },
  ],
  "policy show": [
    { words: [], exit: 0 },
    { words: ["--policy", "none.json"], exit: 3 },
  ],
  "policy explain": [
    { words: [], exit: 0 },
    { words: ["no.such.key"], exit: 2 },
  ],
  "policy check": [{ words: ["none.json"], exit: 3 }],
  errors: [{ words: [], exit: 0 }, { words: ["no/such_code"], exit: 2 }],
  readiness: [
    { words: [], exit: 0 },
    { words: [], scenario: { version: "0.1.0" }, exit: 3 },
  ],
  smoke: [{ words: ["--extension", "."], exit: 3 }, { words: [], exit: 2 }],
};

Deno.test("Every command that takes --json is among those tried here", () => {
  const takers = commands().filter(({ flags }) => flags.has("json"));
  assertEquals(takers.map(({ words }) => words), Object.keys(trials));
});

for (const [command, all] of Object.entries(trials)) {
  Deno.test(`${command} --json writes one document to stdout and nothing else`, () =>
    atOnce(3, all, async ({ words, scenario = talkative, exit }) => {
      await using scene = await withFake(scenario);
      const args = [...command.split(" "), ...words, "--json"];
      const run = await scene.fixture.run(args);
      assertEquals(run.code, exit, run.stdout + run.stderr);
      const document = run.json();
      assert(typeof document === "object" && document !== null);
      assert(run.stdout.endsWith("}\n"), run.stdout);
      if (!words.includes("--progress")) return;
      assertMatch(run.stderr, /"generating"|Making the image/);
    }));
}
