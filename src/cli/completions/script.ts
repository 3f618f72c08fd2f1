import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { powershellScript } from "./powershell.ts";
import { zshScript } from "./zsh.ts";

/** The shells that there is a completion script for. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = typeof shells[number];

const scripts: Readonly<Record<Shell, string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/**
 * A script that has `shell` call the program's hidden `__complete` for
 * proposals, so that it never goes out of date. Where the program proposes
 * nothing, the shell offers files.
 */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}
