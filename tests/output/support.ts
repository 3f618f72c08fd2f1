/** What the tests of publishing share: a workspace on the real disk and bytes to publish. */
import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import type { Files } from "../../src/output/files.ts";
import { checkPlace } from "../../src/output/place.ts";
import {
  type ReserveOptions,
  reserveOutput,
} from "../../src/output/reserve.ts";
import type { Reservation } from "../../src/output/reservation.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import { parseTarget } from "../../src/output/target.ts";
import { openWorkspace, type Workspace } from "../../src/output/workspace.ts";
import { heavyPng } from "../backend/pictures.ts";

export const onWindows = Deno.build.os === "windows";

/** A whole image. */
export const picture: Uint8Array<ArrayBuffer> = heavyPng(70_000);

/** A temporary folder with a workspace `ws`, a folder `out` outside it and a spare folder. */
export interface Scene {
  readonly root: string;
  readonly workspace: Workspace;
  readonly outside: string;
  readonly spare: string;
  /** The kept folder, which nobody has made yet. */
  readonly kept: string;
  /** Absolute path of something in the workspace. */
  at(...names: string[]): string;
  /** Names in the workspace or a folder of it, sorted, hidden ones included. */
  names(...folder: string[]): string[];
  reserve(target: string, options?: Partial<ReserveOptions>): Promise<
    Reservation
  >;
  /** Looks at a target that must not exist, as every job does first. */
  check(target: string): Promise<unknown>;
}

/** Runs a test in a scene of its own and clears it away. */
export async function inScene(
  test: (scene: Scene) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const name of ["ws", "out", "spare"]) {
      await Deno.mkdir(join(root, name));
    }
    const workspace = await openWorkspace(join(root, "ws"), root);
    const at = (...names: string[]) => join(root, "ws", ...names);
    await test({
      root,
      workspace,
      outside: join(root, "out"),
      spare: join(root, "spare"),
      kept: join(root, "state", "own", "kept"),
      at,
      names: (...folder) => namesIn(at(...folder)),
      check: (target) =>
        checkPlace(workspace, parseTarget(target), { overwrite: false }),
      reserve: (target, options) =>
        reserveOutput(workspace, parseTarget(target), {
          overwrite: false,
          mode: "text-to-image",
          id: "abc123",
          spareFolder: join(root, "spare"),
          ...options,
        }),
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Names in a folder, sorted. */
export function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map((one) => one.name).sort();
}

/** The real files with some operations replaced. */
export function filesWith(changed: Partial<Files>): Files {
  return { ...systemFiles, ...changed };
}

/** An error as Deno makes it of one of the system's. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code} (simulated)`), { code });
}

/** Publishing has to fail; gives back the failure and checks that the image is where it says. */
export async function failToPublish(
  reservation: { publish(): Promise<unknown> },
): Promise<{ failure: Failure; keptPath: string }> {
  const failure = await assertRejects(() => reservation.publish(), Failure);
  assertEquals(failure.code, "output/persist_failed");
  assertEquals(failure.exit, 7);
  const keptPath = String(failure.evidence["keptPath"]);
  assertEquals(await Deno.readFile(keptPath), picture);
  return { failure, keptPath };
}

/** A reservation that has its image, with some file operations replaced. */
export async function reserveAndSecure(
  scene: Scene,
  target: string,
  changed: Partial<Files> = {},
  overwrite = false,
): Promise<Reservation> {
  const files = filesWith(changed);
  const reservation = await scene.reserve(target, { files, overwrite });
  await reservation.secure(picture, "png");
  return reservation;
}
