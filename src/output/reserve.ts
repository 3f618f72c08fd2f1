import type { Failure } from "../errors/failure.ts";
import {
  type HeldClaim,
  releaseClaim,
  stillHeld,
  takeClaim,
} from "./claim_files.ts";
import { succeeds } from "./file_errors.ts";
import type { Files, NewFile } from "./files.ts";
import { makeFolders, removeMadeFolders } from "./folders.ts";
import { sweepLeftovers } from "./leftovers.ts";
import { type Owner, thisProcess } from "./owner.ts";
import { nameConflict } from "./place.ts";
import { namesFor } from "./planned.ts";
import { claimed, placeFailure } from "./refusals.ts";
import { Reservation } from "./reservation.ts";
import { hiddenPath, type ReservedPlace } from "./reserved_place.ts";
import { systemFiles } from "./system_files.ts";
import type { Target } from "./target.ts";
import { pathBelow, type Workspace } from "./workspace.ts";

/** How a place for an image is reserved. */
export interface ReserveOptions {
  /** Replace a regular file that is at a file target. */
  readonly overwrite: boolean;
  /** Begins a fresh name: letters and hyphens. */
  readonly mode: string;
  /** Makes the job's names unique: letters, digits and hyphens. */
  readonly id: string;
  /** A folder of ours for an image that the workspace cannot take; made when it is needed. */
  readonly keptFolder?: string | undefined;
  /** Existing folder, outside the workspace, for an image that not even the kept folder takes. */
  readonly spareFolder?: string | undefined;
  readonly files?: Files;
  readonly owner?: Owner;
}

/**
 * Free space that a reservation asks the disk for, in bytes. Images from Codex
 * have 1 to 3 MB; asking finds a full disk before anything is paid for.
 */
const ROOM_BYTES = 4 * 1024 * 1024;

/**
 * Reserves the place for one image: makes missing folders, cleans up after dead
 * jobs there, claims the name against other jobs, and creates the hidden file
 * that will take the image. Whatever could refuse the image is found here,
 * before the paid call.
 *
 * @throws {Failure} `output/invalid_target`, `output/already_exists` (a file is
 * there, or another job is at work on the same name), `output/workspace_unusable`
 */
export async function reserveOutput(
  workspace: Workspace,
  target: Target,
  options: ReserveOptions,
): Promise<Reservation> {
  const { files = systemFiles, owner = thisProcess } = options;
  const overwrite = options.overwrite && target.kind === "file";
  try {
    const found = await makeFolders(workspace, target.folders, files);
    const saved = await sweepLeftovers(found.folder, owner, files);
    const recovered = saved.map((name) =>
      pathBelow(workspace.given, [...target.folders, name])
    );
    const names = namesFor(target, options.mode, options.id);
    const { keptFolder, spareFolder } = options;
    const around = { overwrite, keptFolder, spareFolder, files, owner };
    try {
      const taken = await takeName(found.folder, names, around);
      const place = { workspace, target, ...found, ...taken, ...around };
      return new Reservation(place, await openPart(place), recovered);
    } catch (thrown) {
      await removeMadeFolders(found.made, files);
      throw recovered.length > 0
        ? placeFailure(thrown).with({ evidence: { recovered } })
        : thrown;
    }
  } catch (thrown) {
    throw placeFailure(thrown);
  }
}

async function takeName(
  folder: string,
  names: readonly string[],
  how: { overwrite: boolean; files: Files; owner: Owner },
): Promise<{ name: string; claim: HeldClaim }> {
  let conflict: Failure | undefined;
  for (const name of names) {
    const claim = await takeClaim(folder, name, how.owner, how.files);
    if (!claim) {
      conflict = claimed();
      continue;
    }
    try {
      // Only once it is claimed: a job that just ended has its file there.
      conflict = await nameConflict(folder, name, how.overwrite, how.files);
      if (!conflict) return { name, claim };
    } catch (error) {
      conflict = placeFailure(error);
    }
    await releaseClaim(folder, claim, how.owner, how.files);
  }
  throw conflict;
}

async function openPart(place: ReservedPlace): Promise<NewFile> {
  const { folder, claim, owner, files } = place;
  const path = hiddenPath(place, "part");
  let part: NewFile | undefined;
  try {
    part = await files.createNew(path, 0o600);
    await part.write(new Uint8Array(ROOM_BYTES));
    await part.write(new Uint8Array());
    // Somebody may have taken our claim for a dead one's, see `leftovers.ts`.
    if (!await stillHeld(folder, claim, files)) throw claimed();
    return part;
  } catch (error) {
    part?.close();
    await succeeds(files.remove(path));
    await releaseClaim(folder, claim, owner, files);
    throw error;
  }
}
