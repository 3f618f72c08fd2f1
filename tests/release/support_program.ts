/** Programs compiled as the release's are, once for the same content. */
import { join } from "@std/path";
import type { Base } from "../../release/base.ts";
import { bundle } from "../../release/bundle.ts";
import { chooseBase } from "../../release/choose_base.ts";
import { compileProgram } from "../../release/compile_program.ts";
import {
  compileFlags,
  permissionFlags,
  runtimeFlags,
} from "../../release/flags.ts";
import { cache, inCheckout } from "../../release/folders.ts";
import { npmBaseServes } from "../../release/npm_base.ts";
import { allowedTargets, type Target } from "../../release/targets.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { sha256 } from "../../src/system/sha256.ts";
import { isKept, removeUnused } from "../support/kept.ts";

const programs = join(cache, "programs");

const building = new Map<string, Promise<string>>();

/** This computer as a target. */
export function thisTarget(): Target {
  const target = allowedTargets(builtInPolicy().platforms)
    .find(({ triple }) => triple === Deno.build.target);
  if (target) return target;
  throw new Error(`the product is not built for ${Deno.build.target}`);
}

/** The product's binary: a fresh one, or that of `MODLY_TEST_PROGRAM`. */
export function compiledProduct(): Promise<string> {
  const given = Deno.env.get("MODLY_TEST_PROGRAM");
  return given === undefined
    ? compiled(inCheckout("main.ts"), "modly-codex-image")
    : Promise.resolve(given);
}

/** The path of the binary of the module `entry`, with exactly the product's flags. */
export function compiled(entry: string, name: string): Promise<string> {
  const known = building.get(entry) ?? build(entry, name);
  building.set(entry, known);
  return known;
}

/**
 * Where tests have the runtime from: npm where that serves, for it can be
 * reached wherever the tests' Codex can; elsewhere Deno's own host.
 */
export function testBase(): "npm" | "official" {
  return npmBaseServes(thisTarget()) ? "npm" : "official";
}

async function build(entry: string, name: string): Promise<string> {
  const target = thisTarget();
  const runtime = await chooseBase(testBase(), [target], cache);
  await Deno.mkdir(programs, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: programs, prefix: "making-" });
  try {
    const parts = join(folder, "bundle");
    await Deno.mkdir(parts);
    const config = inCheckout("deno.json");
    const file = await bundle({ entry, config, folder: parts });
    const kept = join(
      programs,
      `${name}-${await contentKey(parts, runtime)}${target.suffix}`,
    );
    if (await isKept(kept)) return kept;
    const output = join(folder, `${name}${target.suffix}`);
    await compileProgram({ bundle: file, target, base: runtime, output });
    await Deno.rename(output, kept);
    await removeUnused(programs);
    return kept;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** One text for everything that goes into a binary. */
async function contentKey(
  parts: string,
  { kind, deno }: Base,
): Promise<string> {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(parts)) {
    files.push(name, await Deno.readTextFile(join(parts, name)));
  }
  const whole = JSON.stringify([
    ...[...files.toSorted(), kind, deno],
    ...[...compileFlags, ...runtimeFlags, ...permissionFlags],
  ]);
  return sha256(whole);
}
