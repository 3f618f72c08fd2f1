/** Unpacks the extensions as people and hosts do. */
import { join } from "@std/path";
import { placeInExtension } from "../../release/names.ts";
import { unpackCommand } from "../../release/unpack.ts";
import manifest from "../../manifest.json" with { type: "json" };
import processManifest from "../../extensions/process/manifest.json" with {
  type: "json",
};
import { python } from "../host/python.ts";
import { thisTarget } from "../release/support_program.ts";
import { packed } from "./archives.ts";

/** An extension's folder after unpacking. */
export interface Unpacked {
  readonly folder: string;
  /** The program's path. */
  readonly program: string;
}

/**
 * Unpacks the model extension into the folder `extensions`: by `tar`, as the
 * documents say, or by Python's zip module, as hosts do, which drops modes.
 */
export async function unpackModel(
  extensions: string,
  by: "tar" | "zipfile" = "tar",
): Promise<Unpacked> {
  const { model } = await packed();
  const { program, args } = by === "tar"
    ? unpackCommand(Deno.build.os, model.tarGzip, extensions)
    : {
      program: python ?? "python3",
      args: ["-m", "zipfile", "-e", model.zip, extensions],
    };
  await run(program, args);
  return unpacked(extensions, manifest.id);
}

/** Unpacks the process extension into the folder `extensions`, from its zip file. */
export async function unpackProcess(extensions: string): Promise<Unpacked> {
  const { process } = await packed();
  const { program, args } = unpackCommand(
    Deno.build.os,
    process.zip,
    extensions,
  );
  await run(program, args);
  return unpacked(extensions, processManifest.id);
}

function unpacked(extensions: string, id: string): Unpacked {
  const folder = join(extensions, id);
  return { folder, program: join(folder, placeInExtension(thisTarget())) };
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
