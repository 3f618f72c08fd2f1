import type { CliContext } from "./context.ts";

/**
 * The workspace as the user wrote it: that of the flag, of
 * `MODLY_WORKSPACE_ROOT`, or the current folder. `openWorkspace` makes a
 * relative one absolute.
 */
export function workspaceFolder(
  { env, currentFolder }: Pick<CliContext, "env" | "currentFolder">,
  flag: string | undefined,
): string {
  return (flag ?? env("MODLY_WORKSPACE_ROOT")) || currentFolder();
}
