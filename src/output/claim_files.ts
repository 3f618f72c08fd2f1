import { join } from "@std/path";
import { splitExtension } from "../image/extension.ts";
import {
  type Claim,
  claimName,
  claimSchema,
  type FoundClaim,
  originalClaimName,
} from "./claim.ts";
import { errorCode, succeeds } from "./file_errors.ts";
import type { Entry, Files } from "./files.ts";
import { newToken, type Owner } from "./owner.ts";

/** A claim of ours. */
export interface HeldClaim extends Claim {
  /** Permissions that the system gives new files here; null on Windows. */
  readonly usualMode: number | null;
}

/** A claim file that was found. */
export interface ClaimFile extends FoundClaim {
  /** What the file itself tells. */
  readonly entry: Entry;
}

/** A claim file among the names of a folder. */
export interface NamedClaim extends ClaimFile {
  readonly name: string;
  /** The same, unless a sweep that was cut off had moved the claim aside. */
  readonly original: string;
}

/** Largest claim file that is read, in bytes. */
const CLAIM_BYTES = 4_096;

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

/** The claims in a folder, live and dead ones. */
export async function* claimsIn(
  folder: string,
  files: Files,
): AsyncGenerator<NamedClaim> {
  for (const name of await files.list(folder)) {
    const original = originalClaimName(name);
    if (original === undefined) continue;
    const found = await readClaim(join(folder, name), files);
    if (found) yield { ...found, name, original };
  }
}

/**
 * Reads a claim file; undefined when it is gone, is no regular file or may not
 * be read: then it is another user's, and none of our business.
 */
export async function readClaim(
  path: string,
  files: Files,
): Promise<ClaimFile | undefined> {
  const entry = await files.lstat(path);
  if (entry?.kind !== "file") return undefined;
  const ageMs = Date.now() - entry.changedMs;
  const unreadable = { claim: undefined, ageMs, entry };
  if (entry.size > CLAIM_BYTES) return unreadable;
  try {
    const text = new TextDecoder().decode(await files.read(path));
    const claim = claimSchema.safeParse(JSON.parse(text)).data;
    return { claim, ageMs, entry };
  } catch (error) {
    return error instanceof SyntaxError ? unreadable : undefined;
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
  } catch (error) {
    await succeeds(files.remove(path));
    throw error;
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
