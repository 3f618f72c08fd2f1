import { createHash } from "node:crypto";
import process from "node:process";

/** Who holds a claim, and how to tell whether somebody else still lives. */
export interface Owner {
  readonly pid: number;
  /** The computer, as a digest: claims may lie in a folder that is shared. */
  readonly host: string;
  /** Tokens of the claims that this process holds. */
  readonly held: Set<string>;
  /** Does a process of this computer still run? */
  isAlive(pid: number): boolean;
}

/** This process. */
export const thisProcess: Owner = {
  pid: Deno.pid,
  get host() {
    return digest(Deno.hostname());
  },
  held: new Set(),
  isAlive,
};

/** 16 random hexadecimal digits. */
export function newToken(): string {
  return crypto.getRandomValues(new Uint8Array(8)).toHex();
}

/** The first 16 hexadecimal digits of a text's SHA-256. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 only asks; Deno has no such question of its own.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return !(error instanceof Error && "code" in error &&
      error.code === "ESRCH");
  }
}
