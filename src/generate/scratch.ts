import { Failure } from "../errors/failure.ts";
import { openScratch, type Scratch } from "../system/scratch.ts";

/**
 * Opens the job's private temporary folder, which goes with `cleanup`.
 *
 * @throws {Failure} `preflight/temp_unusable`
 */
export async function openJobScratch(
  cleanup: AsyncDisposableStack,
): Promise<Scratch> {
  try {
    const scratch = await openScratch();
    cleanup.defer(async () => void await scratch.close());
    return scratch;
  } catch (cause) {
    throw new Failure("preflight/temp_unusable", { cause });
  }
}
