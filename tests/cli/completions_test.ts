import { assertEquals, assertStringIncludes } from "@std/assert";
import { shells } from "../../src/cli/completions/script.ts";
import { runFake } from "./fake_context.ts";

/** What is proposed in place of the last word. */
async function proposals(...words: string[]): Promise<string[]> {
  const { code, stdout } = await runFake(["__complete", "--", ...words]);
  assertEquals(code, 0);
  return stdout.split("\n").slice(0, -1).map((line) =>
    line.split("\t")[0] ?? ""
  );
}

Deno.test("commands are proposed, hidden ones are not", async () => {
  assertEquals(await proposals("ge"), ["generate"]);
  assertEquals(await proposals("policy", "e"), ["explain"]);
  const all = await proposals("");
  for (const name of ["generate", "demo", "doctor", "preflight", "policy"]) {
    assertEquals(all.includes(name), true, name);
  }
  for (const name of ["stand-in", "__complete"]) {
    assertEquals(all.includes(name), false, name);
  }
});

Deno.test("flags are proposed once, repeatable ones again", async () => {
  assertEquals(await proposals("generate", "--pro"), [
    "--prompt",
    "--progress",
  ]);
  assertEquals(await proposals("generate", "--prompt", "x", "--pro"), [
    ...["--progress"],
  ]);
  assertEquals(await proposals("generate", "--reference", "a", "--ref"), [
    ...["--reference"],
  ]);
  assertEquals(await proposals("generate", "--dry"), ["--dry-run"]);
  assertEquals((await proposals("generate", "--")).includes("--"), false);
});

Deno.test("values are proposed, as suggestions where any text is taken", async () => {
  const cases = [
    [["--mode", ""], ["text-to-image", "image-to-image"]],
    [["--progress", ""], ["auto", "none", "plain", "jsonl"]],
    [["--size", "1024"], ["1024x1024", "1024x1536"]],
    [["--quality", ""], ["low", "medium", "high", "auto"]],
    [["--background", "t"], ["transparent"]],
    [["--image", ""], []],
    [["--prompt", ""], []],
  ] as const;
  for (const [words, expected] of cases) {
    assertEquals(await proposals("generate", ...words), [...expected]);
  }
  assertEquals(await proposals("errors", "runtime/us"), [
    "runtime/usage_limit",
  ]);
  assertEquals(await proposals("completions", "f"), ["fish"]);
  assertEquals(await proposals("help", "gen"), ["generate"]);
  assertEquals(await proposals("policy", "explain", "codex"), [
    ...["codex", "codex.minimumVersion"],
  ]);
});

Deno.test("values are proposed behind = as well", async () => {
  assertEquals(await proposals("generate", "--size=1024x15"), [
    ...["--size=1024x1536"],
  ]);
  assertEquals(await proposals("generate", "--quality="), [
    ...["--quality=low", "--quality=medium", "--quality=high"],
    "--quality=auto",
  ]);
});

Deno.test("nothing is proposed, and nothing said, where there is nothing", async () => {
  for (
    const words of [["nothing", ""], ["generate", "--nothing", ""], [], ["x"]]
  ) {
    assertEquals(await proposals(...words), []);
  }
  const broken = await runFake(["__complete", "--", "policy", "explain", ""], {
    services: { loadPolicy: () => Promise.reject(new Error("broken")) },
  });
  assertEquals([broken.code, broken.stdout, broken.stderr], [0, "", ""]);
});

Deno.test("an empty last word can be given as --next", async () => {
  const run = await runFake(["__complete", "--next", "--", "policy"]);
  assertStringIncludes(
    run.stdout,
    "explain\tTell where each value comes from\n",
  );
});

for (const shell of shells) {
  Deno.test(`completions ${shell} prints a script that asks the program`, async () => {
    const { code, stdout, stderr } = await runFake(["completions", shell]);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, "__complete");
    assertStringIncludes(stdout, "modly-codex-image");
    assertEquals(stdout.includes("\r"), false);
    assertEquals(stdout.endsWith("}\n") || stdout.endsWith("\n"), true);
  });
}
