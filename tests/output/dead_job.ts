/** Plays a job by the files it leaves in a folder. */
import { join } from "@std/path";
import { claimName } from "../../src/output/claim.ts";
import { digest } from "../../src/output/owner.ts";

/** The token of every job that is played. */
export const token = "0123456789abcdef";

/** The number of a process that cannot be. */
const NOBODY = 2 ** 31 - 1;

/** Writes the claim of a job for `stem`; a dead one's, unless `pid` is alive. */
export async function leaveClaim(
  folder: string,
  stem: string,
  pid = NOBODY,
): Promise<void> {
  const host = digest(Deno.hostname());
  await Deno.writeTextFile(
    join(folder, claimName(stem)),
    JSON.stringify({ pid, host, token, stem }),
  );
}

/** Writes a claim and a hidden file of its job; gives back the file's path. */
export async function leaveImage(
  folder: string,
  stem: string,
  ending: string,
  bytes: Uint8Array,
  pid?: number,
): Promise<string> {
  await leaveClaim(folder, stem, pid);
  const path = join(folder, `.${stem}.${token}.${ending}`);
  await Deno.writeFile(path, bytes, { mode: 0o600 });
  return path;
}
