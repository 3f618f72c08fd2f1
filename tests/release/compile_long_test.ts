/** `deno task compile`, run as it is, for this computer. */
import {
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { join } from "@std/path";
import { buildRecordSchema } from "../../release/build_record.ts";
import { inCheckout } from "../../release/folders.ts";
import { binaryName, buildRecordName } from "../../release/names.ts";
import { product } from "../../src/system/product.ts";
import { sha256 } from "../../src/system/sha256.ts";
import { testBase, thisTarget } from "./support_program.ts";

async function compile(
  ...words: string[]
): Promise<{ code: number; said: string }> {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--frozen", "--no-prompt", "--allow-all"],
      ...[inCheckout("release", "compile.ts"), ...words],
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

Deno.test("the same source is the same binary, and its record tells its runtime", async () => {
  const folder = await Deno.makeTempDir();
  const target = thisTarget();
  const build = async (name: string) => {
    const output = join(folder, name);
    const run = await compile("--base", testBase(), "--output", output);
    assertEquals(run.code, 0, run.said);
    const binary = await Deno.readFile(join(output, binaryName(target)));
    const record = await Deno.readTextFile(
      join(output, buildRecordName(target)),
    );
    return { said: run.said, digest: sha256(binary), record };
  };
  try {
    const first = await build("first");
    const { deno, ...record } = buildRecordSchema.parse(
      JSON.parse(first.record),
    );
    assertEquals(record, {
      schemaVersion: 1,
      version: product.version,
      target: target.triple,
      base: testBase(),
      sha256: first.digest,
    });
    assertStringIncludes(first.said, `Deno ${deno}, base ${testBase()}`);
    assertEquals(first.said.includes("not to release"), testBase() === "npm");
    assertEquals((await build("second")).digest, first.digest);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("what the policy refuses is told in one line, and nothing is built", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { code, said } = await compile(
      ...["--target", "aarch64-pc-windows-msvc", "--output", folder],
    );
    assertNotEquals(code, 0);
    assertEquals(said.split("\n").length, 2);
    assertStringIncludes(said, "Error: The policy has no platform enabled");
    assertEquals(await Array.fromAsync(Deno.readDir(folder)), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
