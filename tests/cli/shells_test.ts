/**
 * The completion scripts in real shells. A shell that isn't on this computer
 * has no test here; `completions_test.ts` looks at the text of all of them.
 */
import { assert, assertEquals } from "@std/assert";
import { delimiter, join } from "@std/path";
import { completionScript } from "../../src/cli/completions/script.ts";
import { denoCommand } from "./program.ts";

/** A command line up to the cursor, and what has to be among the proposals. */
const cases = [
  [["ge"], ["generate"]],
  [["policy", ""], ["show", "explain", "check", "schema"]],
  [["generate", "--mo"], ["--mode"]],
  [["generate", "--mode", ""], ["text-to-image", "image-to-image"]],
  [["generate", "--prompt", "a red bicycle", "--ove"], ["--overwrite"]],
  [["errors", "runtime/us"], ["runtime/usage_limit"]],
] as const;

/** How each shell is asked for its proposals after `modly-codex-image WORD...`. */
const asking = {
  bash: (words: readonly string[]) => `
COMP_WORDS=(modly-codex-image ${words.map(quote).join(" ")})
COMP_CWORD=${words.length}
_modly_codex_image modly-codex-image
printf '%s\\n' "\${COMPREPLY[@]}"`,
  // Zsh completes in its line editor only: these stand for its two helpers.
  zsh: (words: readonly string[]) => `
compdef() { : }
_describe() { print -rl -- "\${(@P)2}" }
_files() { print -r -- FILES }
eval "$script"
words=(modly-codex-image ${words.map(quote).join(" ")})
CURRENT=${words.length + 1}
_modly_codex_image | sed 's/:.*//'`,
  fish: (words: readonly string[]) => `
complete -C ${quote(["modly-codex-image", ...words.map(escape)].join(" "))} |
  string replace -r '\\t.*' ''`,
};

/** Bash hands over `--size=1024x15` in three parts, the others in one. */
const joined = {
  bash: [["generate", "--size", "=", "1024x15"], ["1024x1536"]],
  zsh: [["generate", "--size=1024x15"], ["--size=1024x1536"]],
  fish: [["generate", "--size=1024x15"], ["--size=1024x1536"]],
} as const;

const withoutConfiguration = {
  bash: ["--norc"],
  zsh: ["-f"],
  fish: ["--no-config"],
} as const;

for (const shell of ["bash", "zsh", "fish"] as const) {
  if (!await isInstalled(shell)) continue;
  Deno.test(`completions work in ${shell}`, async () => {
    const folder = await installedProgram();
    try {
      for (const [words, expected] of [...cases, joined[shell]]) {
        const proposed = await ask(shell, words, folder);
        for (const name of expected) {
          assert(proposed.includes(name), `${words}: ${proposed}`);
        }
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

async function ask(
  shell: keyof typeof asking,
  words: readonly string[],
  folder: string,
): Promise<string[]> {
  const script = completionScript(shell);
  const question = asking[shell](words);
  const body = shell === "zsh" ? question : script + question;
  const { code, stdout, stderr } = await new Deno.Command(shell, {
    args: [...withoutConfiguration[shell], "-c", body],
    env: {
      script,
      PATH: `${folder}${delimiter}${Deno.env.get("PATH") ?? ""}`,
    },
  }).output();
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  return new TextDecoder().decode(stdout).trimEnd().split("\n");
}

/** A folder with `modly-codex-image` in it, as an installation has. */
async function installedProgram(): Promise<string> {
  const folder = await Deno.makeTempDir();
  const command = denoCommand("main.ts").map(quote).join(" ");
  await Deno.writeTextFile(
    join(folder, "modly-codex-image"),
    `#!/bin/sh\nexec ${command} "$@"\n`,
    { mode: 0o755 },
  );
  return folder;
}

async function isInstalled(shell: string): Promise<boolean> {
  // A Windows computer's bash is that of another system, with other paths.
  if (Deno.build.os === "windows") return false;
  try {
    const { success } = await new Deno.Command(shell, {
      args: ["-c", "exit 0"],
    }).output();
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function escape(word: string): string {
  return word.replaceAll(" ", "\\ ");
}
