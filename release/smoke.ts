/**
 * `deno task release:smoke`: does a binary run on this computer? Asks it for
 * `--version` and `doctor --json` and judges the answers; on macOS its
 * signature, too. The binary is that of this computer in `dist/`, or
 * `--binary FILE`.
 */
import { join, resolve } from "@std/path";
import { builtInPolicy } from "../src/policy/built_in.ts";
import { readOptions } from "./command_line.ts";
import { dist } from "./folders.ts";
import { binaryName } from "./names.ts";
import { runProgram } from "./program.ts";
import { Refusal } from "./refusal.ts";
import {
  type Answer,
  doctorComplaints,
  versionComplaints,
} from "./smoke_rules.ts";
import { chooseTargets, type Target } from "./targets.ts";
import { runTool, say } from "./tool.ts";

/** Milliseconds for one answer; doctor gives a silent Codex 30 s at most. */
const LIMIT = 120_000;

/**
 * An environment without what gives rights on GitHub, which is nothing for a
 * program on trial.
 */
export function withoutTokens(
  environment: Readonly<Record<string, string>>,
): Record<string, string> {
  const { GH_TOKEN: _, GITHUB_TOKEN: __, ...rest } = environment;
  return rest;
}

/** Throws a {@linkcode Refusal} when `binary` does not run here as it should. */
export async function smokeTest(binary: string, target: Target): Promise<void> {
  if (target.platform.startsWith("darwin/")) {
    await runProgram("codesign", {
      args: ["--verify", "--strict", "--verbose=2", binary],
    });
  }
  const complaints = [
    ...versionComplaints(await ask(binary, ["--version"]), target),
    ...doctorComplaints(await ask(binary, ["doctor", "--json"])),
  ];
  if (complaints.length > 0) {
    throw new Refusal(`${binary} does not pass: ${complaints.join("; ")}`);
  }
  say(`${binary}: --version and doctor --json answer as they should`);
}

async function ask(binary: string, args: readonly string[]): Promise<Answer> {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stdout, stderr } = await new Deno.Command(binary, {
      args: [...args],
      cwd: folder,
      env: withoutTokens(Deno.env.toObject()),
      clearEnv: true,
      stdin: "null",
      signal: AbortSignal.timeout(LIMIT),
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, stdout: text(stdout), stderr: text(stderr) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new Refusal(`There is no ${binary}`);
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new Refusal(`${binary} may not be started`);
    }
    throw error;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function main(words: readonly string[]): Promise<void> {
  const options = readOptions(words, { texts: ["binary"] });
  for (
    const target of chooseTargets(builtInPolicy().platforms, Deno.build.target)
  ) {
    const binary = options.text("binary") ?? join(dist, binaryName(target));
    await smokeTest(resolve(binary), target);
  }
}

if (import.meta.main) await runTool(() => main(Deno.args));
