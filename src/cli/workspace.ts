import { isAbsolute, join } from "@std/path";
import type { CliContext } from "./context.ts";

/**
 * The workspace as the user wrote it, made absolute only where it isn't: hosts
 * compare the paths they get back as text.
 */
export function workspaceFolder(
  context: Pick<CliContext, "env" | "currentFolder">,
  flag: string | undefined,
): string {
  const named = flag ?? context.env("MODLY_WORKSPACE_ROOT") ?? "";
  return isAbsolute(named) ? named : join(context.currentFolder(), named);
}
