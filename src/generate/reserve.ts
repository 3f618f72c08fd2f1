import { tmpdir } from "node:os";
import { resolve } from "@std/path";
import type { Reservation } from "../output/reservation.ts";
import { reserveOutput } from "../output/reserve.ts";
import { keptFolder } from "../system/folders.ts";
import { hostPlatform } from "../system/platform.ts";
import type { CheckedJob } from "./check.ts";
import type { JobContext } from "./job.ts";

/**
 * Reserves the place of a job's image.
 *
 * @throws {Failure} `output/invalid_target`, `output/already_exists`,
 * `output/workspace_unusable`
 */
export function reservePlace(
  { workspace, target, overwrite, request, id }: CheckedJob,
  { files }: Pick<JobContext, "files">,
): Promise<Reservation> {
  return reserveOutput(workspace, target, {
    overwrite,
    mode: request.mode,
    id,
    keptFolder: keptFolder(hostPlatform().os, (name) => Deno.env.get(name)),
    spareFolder: resolve(tmpdir()),
    ...(files === undefined ? {} : { files }),
  });
}
