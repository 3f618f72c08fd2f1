/**
 * What the system's error codes of file work mean. Deno gives every refused
 * file operation the system's own name for it in `code` (tried on 2.5.7 and
 * 2.9.6); only a denied permission of Deno itself has none.
 */

const reasons: Readonly<Record<string, string>> = {
  EACCES: "writing there is not allowed",
  EBUSY: "another program is using it",
  EDQUOT: "the disk quota is used up",
  EEXIST: "there is already something with that name",
  EIO: "the disk reported an error",
  EISDIR: "there is a folder with that name",
  ELOOP: "a link there leads nowhere",
  ENAMETOOLONG: "a name is too long for this disk",
  ENOENT: "the folder does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "a file stands where a folder is needed",
  EPERM: "writing there is not allowed",
  EROFS: "the disk is read-only",
  ESTALE: "the network drive is gone",
};

/** The system's name for what went wrong, such as `ENOSPC`; `UNKNOWN` when it gave none. */
export function errorCode(thrown: unknown): string {
  if (thrown instanceof Deno.errors.NotCapable) return "EACCES";
  if (
    thrown instanceof Error && "code" in thrown &&
    typeof thrown.code === "string"
  ) return thrown.code;
  return "UNKNOWN";
}

/** The same in plain words, without a path: the second half of a sentence. */
export function plainReason(thrown: unknown): string {
  const code = errorCode(thrown);
  return reasons[code] ?? `the system reported ${code}`;
}

/** Waits for work whose failure changes nothing; gives back whether it succeeded. */
export async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}
