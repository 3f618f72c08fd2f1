import type { Policy } from "../src/policy/schema.ts";
import { Refusal } from "./refusal.ts";

/** A platform that a binary is built for. */
export interface Target {
  /** Deno's and Rust's name, such as `x86_64-unknown-linux-gnu`. */
  readonly triple: string;
  /** The policy's name, such as `linux/x86_64`. */
  readonly platform: string;
  /** `.exe` on Windows, elsewhere empty. */
  readonly suffix: string;
}

/**
 * What `deno compile --target` calls the policy's platforms; Deno 2.9 knows
 * these six and no other.
 */
const triples: ReadonlyMap<string, string> = new Map([
  ["darwin/arm64", "aarch64-apple-darwin"],
  ["darwin/x86_64", "x86_64-apple-darwin"],
  ["linux/arm64", "aarch64-unknown-linux-gnu"],
  ["linux/x86_64", "x86_64-unknown-linux-gnu"],
  ["windows/arm64", "aarch64-pc-windows-msvc"],
  ["windows/x86_64", "x86_64-pc-windows-msvc"],
]);

/** The targets whose platforms the policy's table does not refuse, in its order. */
export function allowedTargets(platforms: Policy["platforms"]): Target[] {
  return Object.entries(platforms)
    .filter(([, { state }]) => state !== "refused")
    .map(([platform]) => targetOf(platform));
}

/**
 * The targets that `wanted` means: `all`, or one by its triple. Throws a
 * {@linkcode Refusal} when the policy does not allow it.
 */
export function chooseTargets(
  platforms: Policy["platforms"],
  wanted: string,
): Target[] {
  const allowed = allowedTargets(platforms);
  const chosen = wanted === "all"
    ? allowed
    : allowed.filter(({ triple }) => triple === wanted);
  if (chosen.length > 0) return chosen;
  throw new Refusal(
    `The policy has no platform enabled for the target ${wanted}; choose all or one of: ${
      allowed.map(({ triple }) => triple).join(", ")
    }`,
  );
}

/** Is a target one of Windows? Its archive is a zip only. */
export function isWindows({ platform }: Target): boolean {
  return platform.startsWith("windows/");
}

function targetOf(platform: string): Target {
  const triple = triples.get(platform);
  if (triple === undefined) {
    throw new Refusal(`Deno cannot compile for the platform ${platform}`);
  }
  const suffix = platform.startsWith("windows/") ? ".exe" : "";
  return { triple, platform, suffix };
}
