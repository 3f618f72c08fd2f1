/** Does a process still run? A zombie, which only waits to be reaped, does not. */
export async function isAlive(pid: number): Promise<boolean> {
  const state = Deno.build.os === "linux"
    ? await stateInProc(pid)
    : await stateByPs(pid);
  return state !== "" && !state.startsWith("Z") && !state.startsWith("X");
}

/** Linux's one letter for a process's state; empty when there is none. */
async function stateInProc(pid: number): Promise<string> {
  try {
    const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
    // The name before it is in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(")") + 2);
  } catch {
    return "";
  }
}

async function stateByPs(pid: number): Promise<string> {
  const { stdout } = await new Deno.Command("ps", {
    args: ["-o", "stat=", "-p", String(pid)],
  }).output();
  return new TextDecoder().decode(stdout).trim();
}

/** Waits until none of the processes runs; resolves with those that still do after `milliseconds`. */
export async function survivors(
  pids: readonly number[],
  milliseconds: number,
): Promise<readonly number[]> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const alive: number[] = [];
    for (const pid of pids) if (await isAlive(pid)) alive.push(pid);
    if (alive.length === 0 || performance.now() > until) return alive;
    await new Promise((resume) => setTimeout(resume, 10));
  }
}
