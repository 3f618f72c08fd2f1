/** A made `SHA256SUMS` with every target's archives. */
import { tarGzipName, zipName } from "../../release/names.ts";
import { allowedTargets, type Target } from "../../release/targets.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { product } from "../../src/system/product.ts";
import { sha256 } from "../../src/system/sha256.ts";

export const targets = allowedTargets(builtInPolicy().platforms);

export const homepage = "https://github.com/someone/modly-codex-image";
export const urlBase = `${homepage}/releases/download/v${product.version}`;

/** The digest that the list states: that of the name. */
export function digestOf(name: string): string {
  return sha256(name);
}

/** The text of a list with the archives of these targets. */
export function sumsOf(listed: readonly Target[]): string {
  return listed
    .flatMap((target) => [zipName(target), tarGzipName(target) ?? []].flat())
    .map((name) => `${digestOf(name)}  ${name}\n`)
    .join("");
}
