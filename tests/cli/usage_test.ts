import { assertEquals, assertStringIncludes } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { runFake } from "./fake_context.ts";

const cases: readonly (readonly [words: string[], message: string])[] = [
  [["gnerate"], 'There is no command "gnerate"; did you mean generate?'],
  [["preflght"], 'There is no command "preflght"; did you mean preflight?'],
  [["policy", "shwo"], 'in "policy"; did you mean show?'],
  [["xyzzy"], 'There is no command "xyzzy"'],
  [["-5"], 'There is no command "-5"'],
  [["constructor"], 'There is no command "constructor"'],
  [["__proto__"], 'There is no command "__proto__"'],
  [["--jsn"], 'There is no flag "--jsn" before a command'],
  [["policy", "--policy"], 'There is no flag "--policy" before a command'],
  [["generate", "--promt", "x"], '"--promt"; did you mean --prompt?'],
  [["generate", "--dryRun"], '"--dryRun"; did you mean --dry-run?'],
  [["generate", "--no-json"], 'There is no flag "--no-json"'],
  [["generate", "--to-string"], 'There is no flag "--to-string"'],
  [["generate", "--constructor", "x"], 'There is no flag "--constructor"'],
  [["generate", "--promt=x"], '"--promt"; did you mean --prompt?'],
  [["generate", "-p", "x"], 'There is no flag "-p"'],
  [["generate", "--prompt", "-x"], "if it is a value, write --prompt=..."],
  [["generate", "--prompt", "--neon"], "write --prompt=..."],
  [["generate", "--version"], 'There is no flag "--version"'],
  [["generate", "--prompt"], "--prompt needs a value"],
  [
    ["generate", "--prompt", "--overwrite"],
    "--prompt needs a value and --overwrite is a flag",
  ],
  [
    ["generate", "--prompt", "a", "--prompt", "b"],
    "--prompt was given twice",
  ],
  [["generate", "a", "red", "bicycle"], 'There is no place for "a"'],
  [["generate", "--", "--prompt"], 'There is no place for "--prompt"'],
  [
    ["generate", "--mode", "text-to-imag"],
    '--mode must be one of text-to-image, image-to-image, not "text-to-imag"' +
    "; did you mean text-to-image?",
  ],
  [["generate", "--progress", "loud"], "auto, none, plain, jsonl"],
  [["generate", "--strength", "much"], "--strength must be a number"],
  [["generate", "--strength="], "--strength must be a number"],
  [["generate", "--timeout", "1e3"], "--timeout must be a number"],
  [["generate", "--workspace", ""], "--workspace must not be empty"],
  [["generate", "--image="], "--image must not be empty"],
  [["generate", "--reference", ""], "--reference must not be empty"],
  [["generate", "--json=maybe"], "--json takes no value"],
  [["policy", "check"], "FILE is missing"],
  [["policy", "check", ""], "FILE must not be empty"],
  [["errors", "usage_limits"], "did you mean runtime/usage_limit?"],
  [["errors", "runtime/cancled"], "did you mean runtime/cancelled?"],
  [["completions"], "SHELL is missing"],
  [["completions", "zs"], 'no completions for "zs"; did you mean zsh?'],
  [["completions", "bash", "fish"], 'There is no place for "fish"'],
  [["help", "genrate"], "did you mean generate?"],
];

for (const [words, message] of cases) {
  Deno.test(`usage: ${words.join(" ")}`, async () => {
    const run = await runFake(words);
    assertEquals(run.code, 2);
    assertEquals(run.stdout, "");
    assertStringIncludes(run.stderr, message);
    assertStringIncludes(run.stderr, "Code: request/usage");
  });
}

Deno.test("usage errors are one JSON document where --json is among the words", async () => {
  const lines = [
    ["generate", "--json", "--promt", "x"],
    ["generate", "--promt", "x", "--json"],
    ["gnerate", "--json"],
    ["--json"],
    ["completions", "bash", "--json"],
    ["errors", "nothing/like_it", "--json"],
    ["generate", "--json", "--strength", "much"],
    ["generate", "--json=true", "--prompt"],
  ];
  for (const words of lines) {
    const run = await runFake(words);
    assertEquals(run.code, 2);
    assertEquals(run.stderr, "");
    const { ok, code, remedy } = JSON.parse(run.stdout);
    assertEquals([ok, code], [false, "request/usage"]);
    assertStringIncludes(remedy, "modly-codex-image ");
  }
});

Deno.test("--json behind -- asks for nothing", async () => {
  const run = await runFake(["generate", "--", "--json"]);
  assertEquals(run.stdout, "");
  assertEquals(run.code, 2);
});

Deno.test("usage errors name the help of the command that was meant", async () => {
  const run = await runFake(["policy", "explain", "--jsn"]);
  assertStringIncludes(
    run.stderr,
    "Next step: See: modly-codex-image policy explain --help",
  );
});

Deno.test("a value that the policy refuses names the help of its command", async () => {
  const loadPolicy = () => Promise.reject(new Failure("request/usage"));
  for (const command of ["generate", "demo"]) {
    const words = [command, "--prompt", "x", "--timeout", "0"];
    const run = await runFake(words, { services: { loadPolicy } });
    assertStringIncludes(
      run.stderr,
      `Next step: See: modly-codex-image ${command} --help`,
    );
  }
});

Deno.test("completions without a shell name all of them", async () => {
  const run = await runFake(["completions"]);
  assertStringIncludes(run.stderr, "bash, zsh, fish, powershell");
});

Deno.test("usage errors repeat neither long words nor secrets", async () => {
  const token = "sk-" + "a1".repeat(30);
  const run = await runFake(["generate", token, "x".repeat(10_000)]);
  assertEquals(run.stderr.includes(token), false);
  const long = await runFake(["x".repeat(10_000)]);
  assertEquals(long.stderr.length < 1_000, true);
});
