import process from "node:process";

/**
 * Does a process of this computer still run? Only the system's "no such
 * process" says no: one that may not be signalled is alive and somebody else's.
 */
export function isAlive(pid: number): boolean {
  try {
    // Signal 0 only asks; Deno has no such question of its own.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error &&
      error.code === "ESRCH");
  }
}
