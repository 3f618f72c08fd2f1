/** The rules in setup.py that touch no file, called by name. */
import { assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { python, pythonTest } from "./python.ts";
import { assertWell, start } from "./run.ts";

const answerSchema = z.object({
  keys: z.array(z.string()),
  complaints: z.record(z.string(), z.nullable(z.string())),
});

async function ask(
  pairs: readonly (readonly [system: string, machine: string])[],
  keys: readonly string[],
): Promise<z.infer<typeof answerSchema>> {
  const script = new URL("fixtures/rules.py", import.meta.url);
  const { platforms } = builtInPolicy();
  const ended = await start(python ?? "python3", {
    args: [
      ...["-B", fileURLToPath(script)],
      ...[pairs, keys, platforms].map((part) => JSON.stringify(part)),
    ],
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
  }).ended;
  assertWell(ended);
  return answerSchema.parse(JSON.parse(ended.stdout));
}

pythonTest(
  "platform_key() gives the policy's name for what Python says",
  async () => {
    const { keys } = await ask([
      ...[["Linux", "x86_64"], ["Linux", "aarch64"]] as const,
      ...[["Darwin", "arm64"], ["Darwin", "x86_64"]] as const,
      ...[["Windows", "AMD64"], ["Windows", "ARM64"]] as const,
      ...[["FreeBSD", "amd64"], ["Linux", "riscv64"]] as const,
    ], []);
    assertEquals(keys, [
      ...["linux/x86_64", "linux/arm64", "darwin/arm64", "darwin/x86_64"],
      ...["windows/x86_64", "windows/arm64", "freebsd/x86_64", "linux/riscv64"],
    ]);
  },
);

pythonTest(
  "check_platform() refuses what the policy refuses or does not know",
  async () => {
    const { platforms } = builtInPolicy();
    const { complaints } = await ask([], [
      ...Object.keys(platforms),
      "linux/riscv64",
    ]);
    assertEquals(
      Object.keys(complaints).filter((key) => complaints[key] === null).sort(),
      Object.entries(platforms)
        .filter(([, { state }]) => state !== "refused")
        .map(([key]) => key).sort(),
    );
    assertMatch(
      complaints["windows/arm64"] ?? "",
      /^windows\/arm64 is not supported: Refused until .*; use another computer$/,
    );
    assertMatch(complaints["linux/riscv64"] ?? "", /no program for it; use/);
  },
);
