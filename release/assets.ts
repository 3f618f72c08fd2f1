import type { ArchiveEntry } from "./archive/entry.ts";
import { tarGzip } from "./archive/tar_gzip.ts";
import { zip } from "./archive/zip.ts";
import type { Binary } from "./binaries.ts";
import type { NamedBytes } from "./checksums.ts";
import { binaryName, placeInExtension, tarGzipName, zipName } from "./names.ts";
import type { ExtensionParts } from "./extension_files.ts";
import type { Target } from "./targets.ts";
import { assetOf, type ReleaseFile, releaseText } from "./release_file.ts";
import { product } from "../src/system/product.ts";

/** What is published for one target. */
export interface TargetAssets {
  readonly triple: string;
  readonly platform: string;
  readonly binary: NamedBytes;
  readonly archives: readonly NamedBytes[];
}

/**
 * A target's binary and its archives: each is a complete extension folder, with
 * a `release.json` that states this one binary, so that setup can tell whether
 * it is whole.
 */
export function targetAssets(
  { target, bytes }: Binary,
  extensions: readonly ExtensionParts[],
  urlBase: string,
): TargetAssets {
  const { triple, platform } = target;
  const binary = { name: binaryName(target), bytes };
  const alone = { triple, platform, binary, archives: [] };
  const stated = releaseText(releaseOf([alone], urlBase));
  const inside: readonly ArchiveEntry[] = [
    { path: placeInExtension(target), bytes, executable: true },
    {
      path: "release.json",
      bytes: new TextEncoder().encode(stated),
      executable: false,
    },
  ];
  return {
    ...alone,
    archives: extensions.flatMap((extension) =>
      archivesOf(extension, inside, target)
    ),
  };
}

function archivesOf(
  { name, folder, files }: ExtensionParts,
  inside: readonly ArchiveEntry[],
  target: Target,
): readonly NamedBytes[] {
  const entries = [...files, ...inside];
  const tar = tarGzipName(target, name);
  return [
    { name: zipName(target, name), bytes: zip(folder, entries) },
    ...(tar === undefined
      ? []
      : [{ name: tar, bytes: tarGzip(folder, entries) }]),
  ];
}

/** What `release.json` says of these targets, in the order of their triples. */
export function releaseOf(
  targets: readonly TargetAssets[],
  urlBase: string,
): ReleaseFile {
  const sorted = targets.toSorted((one, other) =>
    one.triple < other.triple ? -1 : 1
  );
  return {
    schemaVersion: 1,
    version: product.version,
    urlBase,
    targets: Object.fromEntries(
      sorted.map(({ triple, platform, binary, archives }) => [triple, {
        platform,
        binary: assetOf(binary),
        archives: archives.map(assetOf),
      }]),
    ),
  };
}
