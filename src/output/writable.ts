import { join } from "@std/path";
import { succeeds } from "./file_errors.ts";
import type { Files } from "./files.ts";
import { newToken } from "./owner.ts";
import { placeFailure } from "./refusals.ts";
import { systemFiles } from "./system_files.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Tries whether files can be made in a workspace, with a hidden one that is
 * gone again afterwards: permissions alone do not tell on every disk.
 *
 * @throws {Failure} `output/workspace_unusable`
 */
export async function checkWritable(
  { real }: Workspace,
  files: Files = systemFiles,
): Promise<void> {
  const path = join(real, `.modly-codex-image-${newToken()}.probe`);
  try {
    const file = await files.createNew(path, 0o600);
    try {
      await file.write(Uint8Array.of(0));
    } finally {
      file.close();
    }
  } catch (thrown) {
    throw placeFailure(thrown);
  } finally {
    await succeeds(files.remove(path));
  }
}
