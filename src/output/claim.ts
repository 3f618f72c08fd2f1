import { join } from "@std/path";
import { z } from "zod";
import { errorCode, succeeds } from "./file_errors.ts";
import type { Files } from "./files.ts";
import { foldName, splitExtension } from "./names.ts";
import { digest, newToken, type Owner } from "./owner.ts";
import { segmentProblem } from "./segment.ts";

/**
 * A claim is a small file beside the target that says which process is making
 * the image for it. It goes by the stem, so that `cat.png` and `cat.jpg`, which
 * may end as the same file, exclude each other; the same stem in other case or
 * Unicode form counts as the same.
 */
const claimSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  token: z.string().regex(/^[0-9a-f]{16}$/),
  stem: z.string().refine((stem) => !segmentProblem(`${stem}.png`)),
});
export type Claim = z.infer<typeof claimSchema>;

/** What a claim file says and how old it is; `claim` is undefined when it cannot be read. */
export interface FoundClaim {
  readonly claim: Claim | undefined;
  readonly ageMs: number;
}

/** A claim of ours. */
export interface HeldClaim extends Claim {
  /** Permissions that the system gives new files here; null on Windows. */
  readonly usualMode: number | null;
}

/**
 * After this time a claim counts for nothing, in milliseconds: twice the longest
 * job that a policy may allow. It frees claims from other computers and from
 * processes whose number was given to somebody else.
 */
export const CLAIM_LIFETIME_MS = 2 * 3_600_000;

/** How long a claim may stay unreadable, in milliseconds: it is written right after it is made. */
export const UNREADABLE_CLAIM_MS = 10_000;

/** Largest claim file that is read, in bytes. */
const CLAIM_BYTES = 4_096;

/** Is nobody behind this claim any more? */
export function isStale({ claim, ageMs }: FoundClaim, us: Owner): boolean {
  if (ageMs > CLAIM_LIFETIME_MS) return true;
  if (claim === undefined) return ageMs > UNREADABLE_CLAIM_MS;
  if (claim.host !== us.host) return false;
  if (claim.pid === us.pid) return !us.held.has(claim.token);
  return !us.isAlive(claim.pid);
}

/** The name of the claim file for a stem. */
export function claimName(stem: string): string {
  return `.modly-codex-image-${digest(foldName(stem))}.claim`;
}

/** Takes the claim for a name in a folder; undefined when it is taken already. */
export async function takeClaim(
  folder: string,
  name: string,
  us: Owner,
  files: Files,
): Promise<HeldClaim | undefined> {
  const { stem } = splitExtension(name);
  const claim = { pid: us.pid, host: us.host, token: newToken(), stem };
  const path = join(folder, claimName(stem));
  us.held.add(claim.token);
  try {
    await writeClaim(path, claim, files);
    return { ...claim, usualMode: (await files.lstat(path))?.mode ?? null };
  } catch (error) {
    us.held.delete(claim.token);
    if (errorCode(error) === "EEXIST") return undefined;
    await succeeds(files.remove(path));
    throw error;
  }
}

/** Is the claim file still the one that we wrote? */
export async function stillHeld(
  folder: string,
  held: HeldClaim,
  files: Files,
): Promise<boolean> {
  const found = await readClaim(join(folder, claimName(held.stem)), files);
  return found?.claim?.token === held.token;
}

/** Gives a claim up; somebody else's in its place is left alone. Never rejects. */
export async function releaseClaim(
  folder: string,
  held: HeldClaim,
  us: Owner,
  files: Files,
): Promise<void> {
  us.held.delete(held.token);
  await succeeds(removeOwn(folder, held, files));
}

/** Reads a claim file; undefined when it is gone or is no regular file. */
export async function readClaim(
  path: string,
  files: Files,
): Promise<FoundClaim | undefined> {
  const entry = await files.lstat(path);
  if (entry?.kind !== "file") return undefined;
  const ageMs = Date.now() - entry.changedMs;
  if (entry.size > CLAIM_BYTES) return { claim: undefined, ageMs };
  try {
    const text = new TextDecoder().decode(await files.read(path));
    return { claim: claimSchema.safeParse(JSON.parse(text)).data, ageMs };
  } catch (error) {
    if (error instanceof SyntaxError) return { claim: undefined, ageMs };
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes a claim file where none is. */
export async function writeClaim(
  path: string,
  claim: Claim,
  files: Files,
): Promise<void> {
  const file = await files.createNew(path, 0o666);
  try {
    const { pid, host, token, stem } = claim;
    const text = JSON.stringify({ pid, host, token, stem });
    await file.write(new TextEncoder().encode(text));
  } finally {
    file.close();
  }
}

async function removeOwn(
  folder: string,
  held: HeldClaim,
  files: Files,
): Promise<void> {
  if (!await stillHeld(folder, held, files)) return;
  await files.remove(join(folder, claimName(held.stem)));
}
