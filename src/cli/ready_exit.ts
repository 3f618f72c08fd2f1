import { ExitCode } from "@stricli/core";

/** That of every `preflight/` code. */
const NOT_READY = 3;

/** Exit code of a command that tells whether something can be used. */
export function readyExit(ok: boolean): number {
  return ok ? ExitCode.Success : NOT_READY;
}
