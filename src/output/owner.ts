import { isAlive } from "../system/alive.ts";
import { sha256 } from "../system/sha256.ts";

/** Who holds a claim, and how to tell whether somebody else still lives. */
export interface Owner {
  readonly pid: number;
  /** The computer, as a digest: claims may lie in a folder that is shared. */
  readonly host: string;
  /** Tokens of the claims that this process holds. */
  readonly held: Set<string>;
  /** Does a process of this computer still run? */
  isAlive(pid: number): boolean;
  /** How long this computer has been running, in milliseconds. */
  upMs(): number;
}

/** This process. */
export const thisProcess: Owner = {
  pid: Deno.pid,
  get host() {
    return digest(Deno.hostname());
  },
  held: new Set(),
  isAlive,
  upMs: () => Deno.osUptime() * 1_000,
};

/** 16 random hexadecimal digits. */
export function newToken(): string {
  return crypto.getRandomValues(new Uint8Array(8)).toHex();
}

/** The first 16 hexadecimal digits of a text's SHA-256. */
export function digest(text: string): string {
  return sha256(text).slice(0, 16);
}
