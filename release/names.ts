import { product } from "../src/system/product.ts";
import { isWindows, type Target } from "./targets.ts";

/** `modly-codex-image-<version>-<target>`: what every file of a target begins with. */
export function stem(target: Target, version: string = product.version): string {
  return `${product.name}-${version}-${target.triple}`;
}

/** The binary as a release asset, which the extension's setup fetches. */
export function binaryName(target: Target, version?: string): string {
  return `${stem(target, version)}${target.suffix}`;
}

/** The file beside a binary that says how it was built; no release asset. */
export function buildRecordName(target: Target, version?: string): string {
  return `${stem(target, version)}.build.json`;
}

/** The archives of a target: a zip for everyone, and a tar.gz where tar is at home. */
export function archiveNames(target: Target, version?: string): string[] {
  const name = stem(target, version);
  return [`${name}.zip`, ...(isWindows(target) ? [] : [`${name}.tar.gz`])];
}

/** Where an extension folder keeps the binary, with `/`. */
export function placeInExtension(target: Target): string {
  const folder = target.platform.replace("/", "-");
  return `bin/${folder}/${product.name}${target.suffix}`;
}
