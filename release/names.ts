import { programPath } from "../src/modly/smoke/find_program.ts";
import { product } from "../src/system/product.ts";
import { isWindows, type Target } from "./targets.ts";

/** `<name>-<version>-<target>`: what every file of a target begins with. */
function stem({ triple }: Target, name: string = product.name): string {
  return `${name}-${product.version}-${triple}`;
}

/** The binary as a release asset, which the extension's setup fetches. */
export function binaryName(target: Target): string {
  return `${stem(target)}${target.suffix}`;
}

/** The file beside a binary that says how it was built; no release asset. */
export function buildRecordName(target: Target): string {
  return `${stem(target)}.build.json`;
}

/** A target's archive for everyone; `name` is the extension's. */
export function zipName(target: Target, name?: string): string {
  return `${stem(target, name)}.zip`;
}

/** A target's archive for systems where tar is at home; none for Windows. */
export function tarGzipName(
  target: Target,
  name?: string,
): string | undefined {
  return isWindows(target) ? undefined : `${stem(target, name)}.tar.gz`;
}

/** Where an extension folder keeps the binary, with `/`. */
export function placeInExtension(target: Target): string {
  return programPath(target.platform);
}
