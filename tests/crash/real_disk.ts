/** Real disks of their own for a test: a tmpfs in a private mount namespace. Linux only. */
import { join } from "@std/path";
import { errorCode } from "../../src/output/file_errors.ts";
import { quoted } from "../fake_codex/launcher.ts";
import { denoFolder } from "../support/deno_folder.ts";
import type { Fixture } from "../support/fixture.ts";
import { fromSource, type RunningProduct } from "../support/product.ts";

/** A disk, and what happens to it while the product runs. */
export interface RealDisk {
  /** Options of the tmpfs, such as `size=1m`. */
  readonly options: string;
  /** Once this file is there, the disk is unmounted, although it is in use. */
  readonly goneAt?: string;
}

/** Can this computer give a user disks of their own? */
export async function hasRealDisks(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  try {
    const { success } = await new Deno.Command("unshare", {
      args: ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"],
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    // There is no such program.
    return false;
  }
}

/** Starts the product with such a disk as its workspace. */
export async function startOnReal(
  { options, goneAt }: RealDisk,
  fixture: Fixture,
  args: readonly string[],
): Promise<RunningProduct> {
  const built = Deno.env.get("MODLY_TEST_PROGRAM");
  const product = built ? [built] : [Deno.execPath(), ...fromSource()];
  const workspace = quoted(fixture.workspace);
  const vanish = goneAt === undefined ? [] : [
    `(until [ -e ${quoted(goneAt)} ]; do sleep 0.02; done; ` +
    `cd / && umount -l ${workspace} && : > ${quoted(`${goneAt}.done`)}) &`,
  ];
  const inside = [
    `mount -t tmpfs -o ${options} none ${workspace} && cd ${workspace} || exit 99`,
    ...vanish,
    `exec ${product.map(quoted).join(" ")} "$@"`,
  ].join("\n");
  const script = join(fixture.root, "on-a-disk");
  await Deno.writeTextFile(
    script,
    `#!/bin/sh\nexport DENO_DIR=${quoted(await denoFolder())}\n` +
      `exec unshare -rm sh -c ${quoted(inside)} sh "$@"\n`,
    { mode: 0o755 },
  );
  return await fixture.start(args, { program: script });
}

/** The workspace as the running product sees it. */
export function workspaceOf({ pid }: RunningProduct, fixture: Fixture): string {
  return `/proc/${pid}/root${fixture.workspace}`;
}

/** Writes a file until the disk takes nothing more. */
export async function fillUp(folder: string): Promise<void> {
  using file = await Deno.open(join(folder, "filler"), {
    createNew: true,
    write: true,
  });
  for (const piece of [new Uint8Array(65_536), new Uint8Array(1)]) {
    try {
      for (;;) await file.write(piece);
    } catch (error) {
      if (errorCode(error) !== "ENOSPC") throw error;
    }
  }
}
