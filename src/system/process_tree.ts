/** Signals used to end a process tree; on Windows both mean "end it now". */
export type StopSignal = "SIGTERM" | "SIGKILL";

/**
 * Ends the process group that `pid` leads, or on Windows its process tree.
 * A tree that is already gone is no error.
 */
export async function killTree(pid: number, signal: StopSignal): Promise<void> {
  if (Deno.build.os === "windows") {
    await new Deno.Command(taskkill(), {
      args: ["/PID", String(pid), "/T", "/F"],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
    return;
  }
  killGroup(pid, signal);
}

/**
 * Ends what {@linkcode killTree} ends, without waiting: for the way out. On
 * Windows the child alone, whose helpers leave when their input ends.
 */
export function killTreeNow(pid: number): void {
  if (Deno.build.os !== "windows") return killGroup(pid, "SIGKILL");
  ignoreGone(() => Deno.kill(pid, "SIGKILL"));
}

function killGroup(pid: number, signal: StopSignal): void {
  ignoreGone(() => Deno.kill(-pid, signal));
}

function ignoreGone(kill: () => void): void {
  try {
    kill();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** The system's own taskkill, never one that happens to be on PATH. */
function taskkill(): string {
  const root = Deno.env.get("SystemRoot") ?? "C:\\Windows";
  return `${root}\\System32\\taskkill.exe`;
}

/** ESRCH: the group has no member left; EPERM on macOS: only zombies are left. */
function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.PermissionDenied ||
    (error instanceof Error && error.message.includes("ESRCH"));
}
