import { fileURLToPath } from "node:url";
import { join } from "@std/path";

/** The checkout. */
export const root = fileURLToPath(new URL("../", import.meta.url));

/** Binaries, and how each was built. */
export const dist = join(root, "dist");

/** Everything that is published with a release, and nothing else. */
export const assets = join(dist, "release");

/** What is fetched once; git ignores it. */
export const cache = join(root, ".cache");

/** A path below the checkout. */
export function inCheckout(...parts: string[]): string {
  return join(root, ...parts);
}
