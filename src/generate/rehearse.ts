import { fileURLToPath } from "node:url";
import { isStandalone } from "../system/platform.ts";
import type { CodexProgram } from "./job.ts";

/** The command, not meant for people, that plays Codex. */
export const standInCommand = "stand-in";

/**
 * This very program, started once more to play Codex. From source that is Deno
 * with `main.ts` and no more permissions than the stand-in needs.
 */
export function rehearsalProgram(): CodexProgram {
  const path = Deno.execPath();
  if (isStandalone()) return { path, args: [standInCommand] };
  const main = new URL("../../main.ts", import.meta.url).href;
  const config = new URL("../../deno.json", import.meta.url);
  return {
    path,
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-sys",
      "--deny-net",
      "--config",
      fileURLToPath(config),
      main,
      standInCommand,
    ],
  };
}
