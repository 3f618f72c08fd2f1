/** Time between two looks, in milliseconds. */
const LOOK_EVERY = 2;

/**
 * The most memory that a process had resident at once, in bytes: Linux keeps
 * it as `VmHWM`, which only grows, so the last look before the end counts.
 * Resolves when the process has ended; `undefined` on other systems.
 */
export async function peakMemory(
  pid: number,
  ended: Promise<unknown>,
): Promise<number | undefined> {
  let running = true;
  const end = ended.finally(() => running = false);
  let peak: number | undefined;
  while (running) {
    peak = await residentPeak(pid) ?? peak;
    await Promise.race([end, pause(LOOK_EVERY)]);
  }
  return peak;
}

/** Gone, a zombie, or not on Linux: then there is nothing to read. */
async function residentPeak(pid: number): Promise<number | undefined> {
  try {
    const status = await Deno.readTextFile(`/proc/${pid}/status`);
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
