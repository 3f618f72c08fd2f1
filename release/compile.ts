/**
 * `deno task compile`: the product as one self-contained binary per target, in
 * `dist/`.
 *
 *     deno task compile                     for this computer
 *     deno task compile --target all        for every platform of the policy
 *     deno task compile --base FILE|npm     when Deno cannot fetch its runtime
 *
 * `--output FOLDER` takes the place of `dist/`. Bundles once, then compiles the
 * bundle for each target.
 */
import { join } from "@std/path";
import { builtInPolicy } from "../src/policy/built_in.ts";
import { product } from "../src/system/product.ts";
import { sha256 } from "../src/system/sha256.ts";
import type { Base } from "./base.ts";
import type { BuildRecord } from "./build_record.ts";
import { bundleProduct } from "./bundle_product.ts";
import { chooseBase } from "./choose_base.ts";
import { readOptions } from "./command_line.ts";
import { compileProgram } from "./compile_program.ts";
import { cache, dist } from "./folders.ts";
import { binaryName, buildRecordName } from "./names.ts";
import { chooseTargets, type Target } from "./targets.ts";
import { runTool, say } from "./tool.ts";

async function compile(words: readonly string[]): Promise<void> {
  const options = readOptions(words, { texts: ["target", "base", "output"] });
  const wanted = options.text("target") ?? Deno.build.target;
  const targets = chooseTargets(builtInPolicy().platforms, wanted);
  const base = await chooseBase(
    options.text("base") ?? "official",
    targets,
    cache,
  );
  const output = options.text("output") ?? dist;
  await Deno.mkdir(output, { recursive: true });
  const folder = await Deno.makeTempDir();
  try {
    const file = await bundleProduct(folder);
    for (const target of targets) await build(file, target, base, output);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  if (base.kind === "npm") {
    say("Its runtime is from npm: for checks on this computer, not to release");
  }
}

async function build(
  file: string,
  target: Target,
  base: Base,
  folder: string,
): Promise<void> {
  const output = join(folder, binaryName(target));
  await compileProgram({ bundle: file, target, base, output });
  const binary = await Deno.readFile(output);
  const record: BuildRecord = {
    schemaVersion: 1,
    version: product.version,
    target: target.triple,
    base: base.kind,
    deno: base.deno,
    sha256: sha256(binary),
  };
  await Deno.writeTextFile(
    join(folder, buildRecordName(target)),
    `${JSON.stringify(record, null, 2)}\n`,
  );
  const megabytes = (binary.length / 1e6).toFixed(1);
  say(`${output}: ${megabytes} MB, Deno ${base.deno}, base ${base.kind}`);
}

if (import.meta.main) await runTool(() => compile(Deno.args));
