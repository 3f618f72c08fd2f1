/** The disks that tests put under the whole product, and how they are asked for. */
import type { Fixture, RunOptions } from "../support/fixture.ts";
import type { RunningProduct } from "../support/product.ts";

/** The steps of a job at which its program can be stopped, in their order. */
export type Step =
  /** Nothing of the job is in the folder yet. */
  | "unclaimed"
  /** The name is claimed; no part file is there. */
  | "claimed"
  /** The part file is there, empty. */
  | "reserved"
  /** Half of the image is in the part file. */
  | "writing"
  /** The whole image is, but not yet synced. */
  | "written"
  /** It is synced, but does not bear the hidden name of a whole image. */
  | "synced"
  /** It does. */
  | "secured"
  /** With hard links: right before the image gets its final name. */
  | "linking"
  /** Without hard links: an empty file has the final name. */
  | "placeholder"
  /** Without hard links, or with --overwrite: right before the last rename. */
  | "replacing"
  /** Right after it. */
  | "replaced"
  /** The image has its final name, and its hidden one as well. */
  | "linked"
  /** The image is alone; the claim is still there. */
  | "published"
  /** The claim is gone; Codex's copy may still be there. */
  | "released"
  /** The receipt is written; its path is not printed. */
  | "received";

/** What a disk does that a good one does not. */
export interface Disk {
  /**
   * The program does nothing more and says `stopped at STEP` on stderr, or as a
   * runner `{"type":"stopped","at":STEP}` to its host.
   */
  readonly stopAt?: Step;
  /** The system's code for "no hard links". */
  readonly noLinks?: string;
  /** No room. */
  readonly full?: Since;
  /** Nothing can be made or changed. */
  readonly readOnly?: Since;
  /** Every write and sync takes its time. */
  readonly slow?: { readonly since: Since; readonly ms: number };
}

/** From the start, or once the place is reserved. */
export type Since = "before" | "during";

/** Starts the product's own command line on such a disk. */
export function startOn(
  disk: Disk,
  fixture: Fixture,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunningProduct> {
  const { entry, env } = productOn(disk);
  return fixture.start(args, {
    ...options,
    entry,
    env: { ...options.env, ...env },
  });
}

/** What has to be run, and with what, for the product on such a disk. */
export function productOn(
  disk: Disk,
): Required<Pick<RunOptions, "entry" | "env">> {
  return {
    entry: "tests/crash/fixtures/product.ts",
    env: { [DISK]: JSON.stringify(disk) },
  };
}

/** The variable that brings the disk to the test's own program. */
export const DISK = "MODLY_TEST_DISK";
