/** Runs programs for which the disk is too small, or its permissions hold. */

/** A program and its arguments. */
export type Command = readonly [string, ...string[]];

/** Without these, root has no more rights to a file than its permissions give. */
const boundRights = [
  "setpriv",
  "--bounding-set=-dac_override,-dac_read_search",
] as const;

const isOrdinary = Deno.build.os !== "windows" && Deno.uid() !== 0;

/** Can this system make permissions hold for a command, even if we are root? */
export const canBoundRights = isOrdinary ||
  await works([...boundRights, "true"]);

/** The command so that permissions hold for it; root's rights aside, nothing changes. */
export function withBoundRights(command: Command): Command {
  return isOrdinary ? command : [...boundRights, ...command];
}

/** Can this system mount a disk for a command? */
export const canMountDisks = await works(onDisk("/tmp", "size=1m", ["true"]));

/**
 * The command with a disk in memory of its own, mounted at `folder`, which
 * nobody else sees; `options` are those of Linux's tmpfs, such as `size=1m`.
 */
export function onDisk(
  folder: string,
  options: string,
  command: Command,
): Command {
  return [
    ...["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"] as const,
    'mount -t tmpfs -o "$1" tmpfs "$2" && shift 2 && exec "$@"',
    ...["sh", options, folder, ...command],
  ];
}

/** Runs a command; gives back what it says on stdout. */
export async function outputOf([program, ...args]: Command): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args })
    .output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(decoder.decode(stderr));
  return decoder.decode(stdout);
}

async function works([program, ...args]: Command): Promise<boolean> {
  try {
    const options = { args, stdout: "null", stderr: "null" } as const;
    return (await new Deno.Command(program, options).output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
